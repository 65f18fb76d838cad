package io.onefold.decode.sent;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.onefold.decode.json.Fault;
import io.onefold.decode.json.Iso8601;
import io.onefold.decode.json.KeyFields;
import io.onefold.decode.json.Parsers;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Reads a whole body: one event, or a batch of them.
 *
 * <p><b>Threading.</b> Free to share.
 *
 * <p><b>Errors.</b> A body that is broken anywhere, be it at its last byte, is an {@link
 * Envelope.Unusable} as a whole: none of a batch is applied unless all of it was read.
 */
public final class EnvelopeReader {

  private final Parsers parsers;
  private final int eventsMax;

  public EnvelopeReader(Parsers parsers, int eventsMax) {
    this.parsers = parsers;
    this.eventsMax = eventsMax;
  }

  /** Reads {@code {"batch":[…]}}. */
  public Envelope batch(byte[] json) {
    return read(json, p -> new BatchReader(p, eventsMax).object());
  }

  /** Reads the object of one event. */
  public Envelope single(byte[] json) {
    return read(json, EnvelopeReader::single);
  }

  private static Envelope single(JsonParser p) throws IOException {
    KeyFields keys = new KeyFields();
    SentEvent event = EventReader.read(p, 0, keys);
    return new Envelope.Read(List.of(event), List.of(), Context.NONE, Iso8601.NONE, keys.key());
  }

  private interface Body {
    Envelope read(JsonParser p) throws IOException;
  }

  private Envelope read(byte[] json, Body body) {
    try (JsonParser p = parsers.open(json)) {
      try {
        return root(p, body);
      } catch (IOException e) {
        return unusable(e, p);
      }
    } catch (IOException e) {
      // Neither opening nor closing touches anything but memory.
      return new Envelope.Unusable(new Fault("malformed_json", "the body is not JSON", ""));
    }
  }

  private static Envelope root(JsonParser p, Body body) throws IOException {
    JsonToken first = p.nextToken();
    if (first != JsonToken.START_OBJECT) {
      return new Envelope.Unusable(notAnObject(first));
    }
    Envelope envelope = body.read(p);
    boolean isUsable = envelope instanceof Envelope.Read;
    if (isUsable && p.nextToken() != null) {
      return new Envelope.Unusable(malformed(p.currentTokenLocation(), "text behind the object"));
    }
    return envelope;
  }

  private static Fault notAnObject(JsonToken first) {
    return first == null
        ? new Fault("malformed_json", "the body is empty: a JSON object is needed", "")
        : new Fault("not_an_object", "the body must be a JSON object", "");
  }

  private Envelope.Unusable unusable(IOException e, JsonParser p) {
    if (e instanceof StreamConstraintsException) {
      return new Envelope.Unusable(beyondBounds(p));
    }
    JsonLocation at =
        e instanceof JsonProcessingException json
            ? Optional.ofNullable(json.getLocation()).orElseGet(p::currentLocation)
            : p.currentLocation();
    return new Envelope.Unusable(malformed(at, "not JSON"));
  }

  private Fault beyondBounds(JsonParser p) {
    if (p.getParsingContext().getNestingDepth() > parsers.depthMax()) {
      return new Fault(
          "too_deep",
          "objects and lists may be nested " + parsers.depthMax() + " levels deep in a body",
          "");
    }
    return new Fault(
        "key_too_long", "a key may have at most " + Parsers.KEY_BYTES_MAX + " bytes", "");
  }

  private static Fault malformed(JsonLocation at, String what) {
    String place = "line " + at.getLineNr() + ", column " + at.getColumnNr();
    return new Fault("malformed_json", "the body has " + what + " at " + place, "");
  }
}
