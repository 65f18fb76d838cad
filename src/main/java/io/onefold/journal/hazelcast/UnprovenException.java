package io.onefold.journal.hazelcast;

/**
 * A write could not be brought to stand on all copies in time: a copy has no member, a member does
 * not answer, or who holds the shard keeps changing.
 *
 * <p><b>Threading.</b> Immutable.
 */
public final class UnprovenException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnprovenException(String what, Throwable cause) {
    super(what, cause, false, false);
  }
}
