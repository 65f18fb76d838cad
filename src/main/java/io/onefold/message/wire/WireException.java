package io.onefold.message.wire;

/**
 * What arrived from another node cannot be read, and nothing of it was.
 *
 * <p><b>Threading.</b> Immutable.
 */
public final class WireException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why it cannot be read. */
  public enum Reason {
    /** It was written by a version of this program that is newer than this one. */
    NEWER,
    /** It is not what any version would have written. */
    DAMAGED
  }

  private final Reason reason;

  private WireException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  static WireException newer(int number) {
    return new WireException(
        Reason.NEWER,
        "wire format " + number + " is newer than " + WireFormat.NUMBER + ", the newest known here",
        null);
  }

  static WireException damaged(String what) {
    return new WireException(Reason.DAMAGED, "damaged freight: " + what, null);
  }

  static WireException damaged(RuntimeException found) {
    return new WireException(Reason.DAMAGED, "damaged freight: " + found.getMessage(), found);
  }

  static WireException unknown(String what, int tag) {
    return damaged("unknown " + what + " " + tag);
  }

  public Reason reason() {
    return reason;
  }
}
