package io.onefold;

import io.onefold.event.Hash128;
import io.onefold.journal.Suppressions;
import io.onefold.route.Forgotten;
import io.onefold.route.Placement;
import io.onefold.shard.ErasureListener;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the edge of each node of a cluster informed of people who were erased by shards of other
 * nodes: what is committed is told at once, and what was told to nobody is read from the store a
 * while later.
 *
 * <p><b>Threading.</b> Thread-safe.
 */
final class ForgottenElsewhere implements ErasureListener {

  private static final Logger LOG = LoggerFactory.getLogger(ForgottenElsewhere.class);
  private static final String ADDRESS = "onefold.forgotten";
  private static final long READ_MS = 60_000;
  private static final int TOLD_BYTES = 17;

  private final Vertx vertx;
  private final ErasureListener here;
  private final Forgotten forgotten;

  /**
   * @param here told as well
   */
  ForgottenElsewhere(Vertx vertx, ErasureListener here, Forgotten forgotten) {
    this.vertx = vertx;
    this.here = here;
    this.forgotten = forgotten;
  }

  /**
   * Listens from now on, and reads what the store knows of shards that live elsewhere.
   *
   * @param placement where shards live
   */
  void start(Suppressions suppressions, Supplier<Placement> placement) {
    vertx.eventBus().<Buffer>consumer(ADDRESS, message -> told(message.body()));
    vertx.setPeriodic(1, READ_MS, timer -> read(suppressions, placement.get()));
  }

  @Override
  public void restored(int shard, Set<Hash128> suppressed) {
    here.restored(shard, suppressed);
  }

  @Override
  public void suppressed(Hash128 identifier) {
    here.suppressed(identifier);
    vertx.eventBus().publish(ADDRESS, telling(identifier, true));
  }

  @Override
  public void readmitted(Hash128 identifier) {
    here.readmitted(identifier);
    vertx.eventBus().publish(ADDRESS, telling(identifier, false));
  }

  private static Buffer telling(Hash128 identifier, boolean suppressed) {
    return Buffer.buffer(TOLD_BYTES)
        .appendLong(identifier.hi())
        .appendLong(identifier.lo())
        .appendByte((byte) (suppressed ? 1 : 0));
  }

  private void told(Buffer telling) {
    Hash128 identifier = new Hash128(telling.getLong(0), telling.getLong(8));
    if (telling.getByte(16) == 1) {
      forgotten.add(identifier);
    } else {
      forgotten.remove(identifier);
    }
  }

  private void read(Suppressions suppressions, Placement placement) {
    for (int shard = 0; shard < placement.owners().size(); shard++) {
      if (!placement.isHere(shard)) {
        int elsewhere = shard;
        suppressions
            .read(shard)
            .onSuccess(list -> forgotten.restored(elsewhere, list.identifiers()))
            .onFailure(away -> LOG.debug("who is forgotten cannot be read: {}", away.toString()));
      }
    }
  }
}
