package io.onefold.decode.sent;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.onefold.decode.json.Fault;
import io.onefold.decode.json.Faults;
import io.onefold.decode.json.Iso8601;
import io.onefold.decode.json.KeyFields;
import io.onefold.decode.json.Pruned;
import io.onefold.decode.json.Tokens;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the object around a batch.
 *
 * <p><b>Threading.</b> Confined to the call that made it, for one body.
 */
final class BatchReader {

  /** Keys inside of events are not the body's. */
  private final KeyFields ofEvents = new KeyFields();

  private final KeyFields keys = new KeyFields();

  /** Faults of the batch's own fields cost nothing: its events are good without them. */
  private final Faults ignored = new Faults();

  private final JsonParser p;
  private final Pruned body;
  private final int eventsMax;
  private List<SentEvent> events = List.of();
  private List<Integer> strays = List.of();
  private Context context = Context.NONE;
  private int contextBytes;
  private long sentMs = Iso8601.NONE;
  private Optional<Fault> fault = Optional.of(missing());

  /** Of a context out of which something was cut: no event is what was sent without it. */
  private Optional<Fault> contextFault = Optional.empty();

  /** Set once the batch is too long; nothing behind is read. */
  private boolean overflown;

  BatchReader(JsonParser p, Pruned body, int eventsMax) {
    this.p = p;
    this.body = body;
    this.eventsMax = eventsMax;
  }

  Envelope object() throws IOException {
    while (!overflown && p.nextFieldName() != null) {
      String key = p.currentName();
      p.nextToken();
      field(key);
    }
    Optional<Fault> first = fault.or(() -> contextFault);
    return first.isPresent()
        ? new Envelope.Unusable(first.get())
        : new Envelope.Read(body.json(), events, strays, context, contextBytes, sentMs, keys.key());
  }

  private void field(String key) throws IOException {
    switch (key) {
      case "batch" -> fault = batch();
      case "context" -> context = context(key);
      case "sentAt" -> sentMs = Tokens.time(p, key, ignored);
      default -> keys.take(key, p);
    }
  }

  private Context context(String key) throws IOException {
    if (p.currentToken() != JsonToken.START_OBJECT) {
      contextBytes = 0;
      return ContextReader.read(p, ignored);
    }
    int from = Tokens.start(p);
    Context read = ContextReader.read(p, ignored);
    contextBytes = Tokens.end(p) - from;
    if (body.isCut() && contextFault.isEmpty()) {
      contextFault = body.fault(key, from, Tokens.end(p));
    }
    return read;
  }

  private Optional<Fault> batch() throws IOException {
    if (p.currentToken() != JsonToken.START_ARRAY) {
      Fault wrong =
          p.currentToken() == JsonToken.VALUE_NULL
              ? missing()
              : Fault.wrongType("batch", "a list of events", p.currentToken());
      p.skipChildren();
      return Optional.of(wrong);
    }
    events = new ArrayList<>();
    strays = new ArrayList<>();
    for (int index = 0; p.nextToken() != JsonToken.END_ARRAY; index++) {
      if (index == eventsMax) {
        overflown = true;
        return Optional.of(tooMany());
      }
      entry(index);
    }
    return Optional.empty();
  }

  private void entry(int index) throws IOException {
    if (p.currentToken() == JsonToken.START_OBJECT) {
      events.add(new EventReader(p, body, ofEvents).object(index));
    } else {
      strays.add(index);
      p.skipChildren();
    }
  }

  private Fault tooMany() {
    return new Fault(
        "too_many_events", "a batch may have at most " + eventsMax + " events", "batch");
  }

  private static Fault missing() {
    return Fault.missing("batch_missing", "batch", "a list of events is needed");
  }
}
