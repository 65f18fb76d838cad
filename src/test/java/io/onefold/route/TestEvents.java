package io.onefold.route;

import io.onefold.event.Event;
import io.onefold.event.EventTime;
import io.onefold.event.EventType;
import io.onefold.event.Facts;
import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.MessageId;
import io.onefold.event.Origin;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Events for tests of the way to the shards.
 *
 * <p><b>Threading.</b> Stateless.
 */
public final class TestEvents {

  private static final Origin ORIGIN = new Origin(1, "tracking");

  private TestEvents() {}

  /** An event that is routed by a hash. */
  public static Event routedBy(Hash128 route, long number) {
    return at(route, number, number);
  }

  /** An event of a certain time. */
  public static Event at(Hash128 route, long atMs, long fingerprint) {
    return new Event(
        ORIGIN,
        EventType.TRACK,
        "Number " + fingerprint,
        new MessageId("m" + fingerprint, fingerprint),
        new EventTime(atMs, atMs, 0),
        List.of(new Identifier(IdentifierType.ANONYMOUS_ID, "a" + route.hi(), route)),
        Facts.NONE,
        "{\"n\":1}".getBytes(StandardCharsets.UTF_8));
  }
}
