package io.onefold.message.entrance;

/**
 * What came from a client or a node cannot be read, and nothing of it was: it is damaged, or of
 * another version of this program.
 *
 * <p><b>Threading.</b> Immutable.
 */
public final class Unreadable extends Exception {

  private static final long serialVersionUID = 1L;

  Unreadable(String why) {
    super(why, null, false, false);
  }
}
