package io.onefold.journal.connection;

/**
 * Redis could not be reached within the bounds of {@link RedisSettings}.
 *
 * <p><b>Threading.</b> Immutable. Made often while Redis is away, hence without a stack trace.
 */
public final class RedisAwayException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public RedisAwayException(String message) {
    super(message, null, false, false);
  }
}
