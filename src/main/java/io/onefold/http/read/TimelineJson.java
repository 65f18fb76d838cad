package io.onefold.http.read;

import com.fasterxml.jackson.core.JsonGenerator;
import io.onefold.event.Event;
import io.onefold.event.IsoTime;
import io.onefold.http.text.Cursor;
import io.onefold.route.Timeline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A page of a timeline, newest event first. Properties are passed through as they were sent.
 *
 * <p><b>Threading.</b> Stateless. <b>Bounds.</b> 500 events of 32 KB each at the worst: 16 MB.
 */
public final class TimelineJson {

  private TimelineJson() {}

  static void write(Timeline.Page page, JsonGenerator out) throws IOException {
    out.writeArrayFieldStart("items");
    for (Event event : page.events()) {
      write(event, out);
    }
    out.writeEndArray();
    if (page.next().isPresent()) {
      out.writeStringField("next", Cursor.format(page.next().get()));
    } else {
      out.writeNullField("next");
    }
  }

  private static void write(Event event, JsonGenerator out) throws IOException {
    out.writeStartObject();
    writeFields(event, out);
    out.writeEndObject();
  }

  /** What a timeline shows of an event. */
  public static void writeFields(Event event, JsonGenerator out) throws IOException {
    out.writeStringField("message_id", event.id().text());
    out.writeStringField("type", event.type().wireName());
    out.writeStringField("name", event.name().isEmpty() ? null : event.name());
    out.writeStringField("at", IsoTime.format(event.time().atMs()));
    out.writeStringField("received_at", IsoTime.format(event.time().receivedAtMs()));
    out.writeStringField("source", event.origin().source());
    out.writeFieldName("properties");
    out.writeRawValue(new String(event.propertiesJson(), StandardCharsets.UTF_8));
  }
}
