package io.onefold.cluster;

/**
 * The node cannot become a member, for a reason that the operator can do something about: the
 * message says what.
 *
 * <p><b>Threading.</b> Immutable.
 */
public final class JoinRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  JoinRefused(String why) {
    super(why, null, false, false);
  }
}
