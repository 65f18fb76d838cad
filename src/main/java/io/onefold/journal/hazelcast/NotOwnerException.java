package io.onefold.journal.hazelcast;

/**
 * The shard belongs to another node of the cluster by now, or this one is shutting down. Nothing is
 * wrong, and nothing was acknowledged.
 *
 * <p><b>Threading.</b> Immutable.
 */
public final class NotOwnerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NotOwnerException(int shard) {
    super("shard=" + shard + " is not this node's", null, false, false);
  }
}
