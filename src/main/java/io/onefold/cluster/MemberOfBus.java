package io.onefold.cluster;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.IndeterminateOperationStateException;
import io.vertx.core.Completable;
import io.vertx.core.spi.cluster.NodeInfo;
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

  /**
   * Says where this node's bus listens. That another member has not confirmed its copy in time does
   * not undo it, and is no reason not to start: it is said again, until Vert.x waits no longer.
   */
  @Override
  public void setNodeInfo(NodeInfo info, Completable<Void> set) {
    super.setNodeInfo(
        info,
        (done, failure) -> {
          if (failure instanceof IndeterminateOperationStateException) {
            setNodeInfo(info, set);
          } else {
            set.complete(done, failure);
          }
        });
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
