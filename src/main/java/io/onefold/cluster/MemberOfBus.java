package io.onefold.cluster;

import com.hazelcast.core.HazelcastInstance;
import io.vertx.core.Completable;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;

/**
 * The event bus of a member. A member leaves before its bus is closed, since what it has moves away
 * over the bus: there is nothing left to be undone then.
 *
 * <p><b>Threading.</b> As Vert.x uses it.
 */
public final class MemberOfBus extends HazelcastClusterManager {

  private final HazelcastInstance hazelcast;

  public MemberOfBus(Membership membership) {
    super(membership.hazelcast());
    this.hazelcast = membership.hazelcast();
  }

  @Override
  public void leave(Completable<Void> left) {
    if (hazelcast.getLifecycleService().isRunning()) {
      super.leave(left);
    } else {
      left.succeed();
    }
  }
}
