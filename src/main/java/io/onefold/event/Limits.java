package io.onefold.event;

/**
 * The bounds that more than one package must agree on, each with the sum that made it. Bounds that
 * an operator may move stand in the configuration.
 *
 * <p><b>Threading.</b> Constants.
 */
public final class Limits {

  /** Longest identifier in characters. The longest valid e-mail address has 254. */
  public static final int IDENTIFIER_CHARS_MAX = 256;

  /** Most identifiers on one event: the six types once, and a few external ids. */
  public static final int IDENTIFIERS_PER_EVENT_MAX = 10;

  /** Longest message id in characters; what is beyond is ignored, as client libraries expect. */
  public static final int MESSAGE_ID_CHARS_MAX = 100;

  /** Longest name of an event, attribute, source or purpose in characters. */
  public static final int NAME_CHARS_MAX = 200;

  /** Longest string value of an attribute in characters. */
  public static final int STRING_CHARS_MAX = 8_192;

  /** Most attributes that one identify call may set. */
  public static final int ATTRIBUTES_PER_EVENT_MAX = 256;

  /** Largest event in bytes as sent, 32 KiB as in Segment's API. */
  public static final int EVENT_BYTES_MAX = 32 * 1024;

  /** How far ahead of the node's clock an event time may lie: a day. */
  public static final long FUTURE_MS_MAX = 24L * 60 * 60 * 1000;

  /** Recent events kept in a profile's ring: 20 × 32 bytes = 640 bytes a profile. */
  public static final int RING_EVENTS = 20;

  /** Message ids a profile remembers: 4,096 × 8 bytes = 32 KiB at the most, for the busiest. */
  public static final int SEEN_PER_PROFILE_MAX = 4_096;

  /** A gap in event time after which a visit has ended: 30 minutes. */
  public static final long VISIT_GAP_MS = 30L * 60 * 1000;

  /** Most events on one page of a timeline. */
  public static final int TIMELINE_PAGE_MAX = 500;

  private Limits() {}
}
