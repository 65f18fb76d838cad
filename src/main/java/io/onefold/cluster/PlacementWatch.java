package io.onefold.cluster;

import com.hazelcast.partition.MigrationListener;
import com.hazelcast.partition.MigrationState;
import com.hazelcast.partition.ReplicaMigrationEvent;
import io.onefold.route.Placement;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Follows which node has each shard, and tells of every change.
 *
 * <p>The engine tells when a partition has moved, but late, and in bursts: the table itself is
 * looked at as well, often enough for a shard to be missed no longer than a commit may take.
 *
 * <p><b>Threading.</b> {@link #get} on any thread; whoever is told is told on the event loop that
 * called {@link #start}.
 */
public final class PlacementWatch implements Supplier<Placement> {

  private static final long LOOK_MS = 50;

  private final Vertx vertx;
  private final Membership membership;
  private volatile Placement placement;
  private Consumer<Placement> listener = placement -> {};
  private long timer;

  public PlacementWatch(Vertx vertx, Membership membership) {
    this.vertx = vertx;
    this.membership = membership;
    this.placement = membership.placement();
  }

  /** As it was when somebody last looked. */
  @Override
  public Placement get() {
    return placement;
  }

  /** Tells what is, and from then on what becomes of it. */
  public void start(Consumer<Placement> told) {
    listener = told;
    Context context = vertx.getOrCreateContext();
    membership
        .hazelcast()
        .getPartitionService()
        .addMigrationListener(new Moves(() -> context.runOnContext(now -> look())));
    timer = vertx.setPeriodic(LOOK_MS, tick -> look());
    told.accept(placement);
  }

  public void stop() {
    vertx.cancelTimer(timer);
    listener = placement -> {};
  }

  private void look() {
    if (membership.isThere()) {
      Placement now = membership.placement();
      if (!now.equals(placement)) {
        placement = now;
        listener.accept(now);
      }
    }
  }

  /** Any move may have changed an owner. */
  private record Moves(Runnable moved) implements MigrationListener {

    @Override
    public void migrationStarted(MigrationState state) {}

    @Override
    public void migrationFinished(MigrationState state) {
      moved.run();
    }

    @Override
    public void replicaMigrationCompleted(ReplicaMigrationEvent event) {
      if (event.getReplicaIndex() == 0) {
        moved.run();
      }
    }

    @Override
    public void replicaMigrationFailed(ReplicaMigrationEvent event) {
      moved.run();
    }
  }
}
