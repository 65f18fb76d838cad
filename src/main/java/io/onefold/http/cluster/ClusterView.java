package io.onefold.http.cluster;

import io.vertx.core.Future;

/**
 * Sees the cluster.
 *
 * <p><b>Threading.</b> May be asked on any event loop; the future completes on it.
 */
@FunctionalInterface
public interface ClusterView {

  /** The cluster now, with what the other nodes have told within a second. */
  Future<ClusterState> look();
}
