package io.onefold.decode;

import io.onefold.event.Limits;

/**
 * The bounds of a request that an operator may move.
 *
 * <p><b>Threading.</b> Immutable. <b>Errors.</b> {@link IllegalArgumentException} for a bound that
 * is not positive, or an event bound above what stored events may have.
 *
 * @param bodyBytesMax of a body once it is unpacked, whatever it was packed into
 * @param eventsMax in a batch
 * @param eventBytesMax of one event as sent, at most {@link Limits#EVENT_BYTES_MAX}
 * @param depthMax levels of objects and lists in an event, itself included
 * @param futureMsMax how far after its arrival an event may claim to have happened
 */
public record DecodeLimits(
    int bodyBytesMax, int eventsMax, int eventBytesMax, int depthMax, long futureMsMax) {

  /**
   * 4 MiB, what RudderStack's libraries may send; 2,500 events, Segment's bound, which at 1.6 KiB
   * each is the same; 16 levels where honest events have about 6.
   */
  public static final DecodeLimits DEFAULT =
      new DecodeLimits(4 << 20, 2_500, Limits.EVENT_BYTES_MAX, 16, Limits.FUTURE_MS_MAX);

  public DecodeLimits {
    if (bodyBytesMax < 1 || eventsMax < 1 || eventBytesMax < 1 || depthMax < 1 || futureMsMax < 1) {
      throw new IllegalArgumentException("bounds of a request must be positive");
    }
    if (eventBytesMax > Limits.EVENT_BYTES_MAX) {
      throw new IllegalArgumentException(
          "an event may have at most " + Limits.EVENT_BYTES_MAX + " bytes, not " + eventBytesMax);
    }
  }
}
