package io.onefold.journal.connection;

/**
 * Why a command has no result, told from the text of what the client threw: an error reply begins
 * with a word in capitals.
 *
 * <p><b>Threading.</b> Immutable.
 */
public enum RedisFailure {

  /**
   * The stream has an id that is not below the one given: somebody, or an earlier try, was here.
   */
  NOT_ABOVE_LAST_ID,

  /** Any other error reply: not carried out, and may be later (memory full, disk full, loading). */
  REFUSED,

  /** No reply: may have been carried out. */
  AWAY;

  /** What the client throws where a reply is missing; behind "ERR [0]" when it was one of many. */
  private static final String CLOSED = "CONNECTION_CLOSED";

  /** Sorts what a failed future of {@link RedisLink} holds. */
  public static RedisFailure of(Throwable thrown) {
    String text = String.valueOf(thrown.getMessage());
    if (text.contains("equal or smaller than the target stream top item")
        || text.contains("must be greater than 0-0")) {
      return NOT_ABOVE_LAST_ID;
    }
    return isErrorReply(text) && !text.contains(CLOSED) ? REFUSED : AWAY;
  }

  private static boolean isErrorReply(String text) {
    int space = text.indexOf(' ');
    return space > 1 && text.substring(0, space).chars().allMatch(c -> c >= 'A' && c <= 'Z');
  }
}
