package io.onefold.decode.sent;

import com.fasterxml.jackson.core.JsonParser;
import io.onefold.decode.json.Faults;
import io.onefold.decode.json.Iso8601;
import io.onefold.decode.json.KeyFields;
import io.onefold.decode.json.Pruned;
import io.onefold.decode.json.Section;
import io.onefold.decode.json.SectionReader;
import io.onefold.decode.json.Tokens;
import java.io.IOException;

/**
 * Reads one event object. Keys that mean nothing here (integrations, _metadata, channel, …) are
 * passed over; of a key that comes twice the last one holds.
 *
 * <p><b>Threading.</b> Confined to the call that made it, for one event.
 */
final class EventReader {

  private final JsonParser p;
  private final Pruned body;
  private final KeyFields keys;
  private final Faults faults = new Faults();

  private String type = "";
  private String event = "";
  private String name = "";
  private String userId = "";
  private String anonymousId = "";
  private String previousId = "";
  private String groupId = "";
  private String messageId = "";
  private String uuid = "";
  private long originalMs = Iso8601.NONE;
  private long timestampMs = Iso8601.NONE;
  private long sentMs = Iso8601.NONE;
  private Section properties = Section.NONE;
  private Section traits = Section.NONE;
  private Context context = Context.NONE;

  /**
   * @param p stands on the opening brace, and afterwards on the closing one
   * @param keys sees the fields that are not an event's
   */
  EventReader(JsonParser p, Pruned body, KeyFields keys) {
    this.p = p;
    this.body = body;
    this.keys = keys;
  }

  /**
   * @param index of the event in its batch
   */
  SentEvent object(int index) throws IOException {
    int from = Tokens.start(p);
    int read = from;
    for (String key = p.nextFieldName(); key != null; key = p.nextFieldName()) {
      p.nextToken();
      field(key);
      if (body.isCut()) {
        int end = Tokens.end(p);
        body.fault(key, read, end).ifPresent(faults::add);
        read = end;
      }
    }
    return new SentEvent(
        index,
        Tokens.end(p) - from,
        type,
        event,
        name,
        new SentIds(
            userId, anonymousId, previousId, groupId, messageId.isEmpty() ? uuid : messageId),
        new SentTimes(originalMs, timestampMs, sentMs),
        properties,
        traits,
        context,
        faults.first());
  }

  private void field(String key) throws IOException {
    switch (key) {
      case "type" -> type = text(key);
      case "event" -> event = text(key);
      case "name" -> name = text(key);
      case "userId" -> userId = text(key);
      case "anonymousId" -> anonymousId = text(key);
      case "previousId" -> previousId = text(key);
      case "groupId" -> groupId = text(key);
      case "messageId" -> messageId = text(key);
      case "uuid" -> uuid = Tokens.textIfAny(p);
      case "originalTimestamp" -> originalMs = Tokens.time(p, key, faults);
      case "timestamp" -> timestampMs = Tokens.time(p, key, faults);
      case "sentAt" -> sentMs = Tokens.time(p, key, faults);
      case "properties" -> properties = SectionReader.read(p, key, faults);
      case "traits" -> traits = SectionReader.read(p, key, faults);
      case "context" -> context = ContextReader.read(p, faults);
      default -> keys.take(key, p);
    }
  }

  private String text(String key) throws IOException {
    return Tokens.text(p, key, faults);
  }
}
