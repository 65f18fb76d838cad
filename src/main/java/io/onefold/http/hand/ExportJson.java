package io.onefold.http.hand;

import com.fasterxml.jackson.core.JsonGenerator;
import io.onefold.event.AttributeUpdate;
import io.onefold.event.Consent;
import io.onefold.event.Event;
import io.onefold.event.Identifier;
import io.onefold.event.Value;
import io.onefold.http.read.TimelineJson;
import java.io.IOException;

/**
 * An event as it is exported: what the timeline shows of it, and what it said of the person.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class ExportJson {

  private ExportJson() {}

  static void write(Event event, JsonGenerator out) throws IOException {
    out.writeStartObject();
    TimelineJson.writeFields(event, out);
    out.writeArrayFieldStart("identifiers");
    for (Identifier identifier : event.identifiers()) {
      out.writeString(identifier.type().wireName() + ":" + identifier.value());
    }
    out.writeEndArray();
    out.writeObjectFieldStart("attributes");
    for (AttributeUpdate update : event.facts().attributes()) {
      out.writeFieldName(update.key());
      write(update.value(), out);
    }
    out.writeEndObject();
    out.writeObjectFieldStart("consent");
    for (Consent consent : event.facts().consents()) {
      out.writeBooleanField(consent.purpose(), consent.granted());
    }
    out.writeEndObject();
    out.writeEndObject();
  }

  private static void write(Value value, JsonGenerator out) throws IOException {
    switch (value.kind()) {
      case TEXT -> out.writeString(value.text());
      case NUMBER, BOOLEAN, JSON -> out.writeRawValue(value.text());
    }
  }
}
