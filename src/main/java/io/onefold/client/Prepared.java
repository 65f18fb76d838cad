package io.onefold.client;

import io.onefold.message.entrance.CallKind;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A call as it will be sent, as often as it takes. Each of its events has a message id by now, so
 * that it counts once.
 *
 * <p><b>Threading.</b> Immutable by agreement: nobody writes to the body.
 *
 * @param visitor whom it is about, or {@link Visitor#NOBODY}
 */
record Prepared(CallKind kind, byte[] body, String visitor) {

  private static final String MESSAGE_ID = "messageId";

  static Prepared event(CallKind kind, JsonObject event, MessageIds ids) {
    return new Prepared(kind, bytes(withId(event, ids)), Visitor.of(event));
  }

  static Prepared batch(List<JsonObject> events, MessageIds ids) {
    JsonArray batch = new JsonArray();
    events.forEach(event -> batch.add(withId(event, ids)));
    return new Prepared(
        CallKind.BATCH, bytes(new JsonObject().put("batch", batch)), Visitor.NOBODY);
  }

  static Prepared personalize(PersonalizeQuery query, MessageIds ids) {
    JsonObject body = new JsonObject().put("anonymousId", query.anonymousId());
    query.projection().ifPresent(name -> body.put("projection", name));
    query.event().ifPresent(event -> body.put("event", withId(event, ids)));
    return new Prepared(CallKind.PERSONALIZE, bytes(body), Visitor.ofDevice(query.anonymousId()));
  }

  static Prepared profile(String identifier) {
    return new Prepared(
        CallKind.PROFILE, identifier.getBytes(StandardCharsets.UTF_8), Visitor.of(identifier));
  }

  static Prepared places() {
    return new Prepared(CallKind.PLACES, new byte[0], Visitor.NOBODY);
  }

  /** The caller's event stays as it is. */
  private static JsonObject withId(JsonObject event, MessageIds ids) {
    if (isGiven(event.getValue(MESSAGE_ID)) || isGiven(event.getValue("uuid"))) {
      return event;
    }
    JsonObject identified = new JsonObject();
    event.forEach(field -> identified.put(field.getKey(), field.getValue()));
    return identified.put(MESSAGE_ID, ids.next());
  }

  private static boolean isGiven(Object id) {
    return id instanceof Number || (id instanceof String text && !text.isBlank());
  }

  private static byte[] bytes(JsonObject json) {
    return json.toBuffer().getBytes();
  }
}
