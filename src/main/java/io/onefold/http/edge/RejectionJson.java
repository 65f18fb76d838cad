package io.onefold.http.edge;

import com.fasterxml.jackson.core.JsonGenerator;
import io.onefold.decode.Rejection;
import java.io.IOException;
import java.util.List;

/**
 * Success, with what was wrong with some of the events.
 *
 * <p><b>Threading.</b> Stateless. <b>Bounds.</b> As many entries as a batch may have events.
 */
final class RejectionJson {

  private RejectionJson() {}

  static void write(List<Rejection> rejections, JsonGenerator out) throws IOException {
    out.writeBooleanField("success", true);
    out.writeArrayFieldStart("rejected");
    for (Rejection rejection : rejections) {
      out.writeStartObject();
      out.writeNumberField("index", rejection.index());
      out.writeStringField("code", rejection.code());
      out.writeStringField("message", rejection.message());
      if (!rejection.field().isEmpty()) {
        out.writeStringField("field", rejection.field());
      }
      out.writeEndObject();
    }
    out.writeEndArray();
  }
}
