package io.onefold.event;

import java.util.Locale;
import java.util.Optional;

/**
 * The calls of the tracking API.
 *
 * <p><b>Threading.</b> Immutable. The ordinal is written to the journal: constants are only ever
 * appended.
 */
public enum EventType {
  TRACK,
  IDENTIFY,
  PAGE,
  SCREEN,
  GROUP,
  ALIAS;

  private static final EventType[] VALUES = values();

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The name on the wire, for example {@code track}. */
  public String wireName() {
    return wireName;
  }

  /** The type written as {@code ordinal}; there is no copy of the table per call. */
  public static EventType of(int ordinal) {
    return VALUES[ordinal];
  }

  /** The type with this wire name, empty when there is none. */
  public static Optional<EventType> named(String wireName) {
    for (EventType type : VALUES) {
      if (type.wireName().equals(wireName)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
