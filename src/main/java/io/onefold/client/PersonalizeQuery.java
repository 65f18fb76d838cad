package io.onefold.client;

import io.vertx.core.json.JsonObject;
import java.util.Objects;
import java.util.Optional;

/**
 * What to show a visitor, and what the visitor has just done.
 *
 * <p><b>Threading.</b> Immutable by agreement: nobody writes to the event.
 *
 * @param anonymousId of the visitor's device
 * @param event of that device, in Segment's form, which is applied before the answer; may leave out
 *     its {@code anonymousId}
 * @param projection name of what is to be shown; empty for {@code default}
 */
public record PersonalizeQuery(
    String anonymousId, Optional<JsonObject> event, Optional<String> projection) {

  public PersonalizeQuery {
    Objects.requireNonNull(anonymousId, "anonymousId");
  }

  /** What the default projection shows of a device's person. */
  public static PersonalizeQuery of(String anonymousId) {
    return new PersonalizeQuery(anonymousId, Optional.empty(), Optional.empty());
  }

  /** The same, after an event. */
  public PersonalizeQuery withEvent(JsonObject happened) {
    return new PersonalizeQuery(anonymousId, Optional.of(happened), projection);
  }

  /** The same by another projection. */
  public PersonalizeQuery withProjection(String name) {
    return new PersonalizeQuery(anonymousId, event, Optional.of(name));
  }
}
