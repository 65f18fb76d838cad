package io.onefold.decode.sent;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.onefold.decode.json.Broken;
import io.onefold.decode.json.Fault;
import io.onefold.decode.json.Iso8601;
import io.onefold.decode.json.KeyFields;
import io.onefold.decode.json.Parsers;
import io.onefold.decode.json.Parsers.Shape;
import io.onefold.decode.json.Pruned;
import java.io.IOException;
import java.util.List;

/**
 * Reads a whole body: one event, or a batch of them.
 *
 * <p><b>Threading.</b> Free to share.
 *
 * <p><b>Errors.</b> A body that is broken anywhere, be it at its last byte, is an {@link
 * Envelope.Unusable} as a whole: none of a batch is applied unless all of it was read. What is
 * nested too deeply, or has too long a key, costs its event alone: it is cut out of the body, which
 * is then read again. In the batch's context, which holds for each of its events, it costs all of
 * them: the body is unusable.
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
    return read(json, Shape.BATCH);
  }

  /** Reads the object of one event. */
  public Envelope single(byte[] json) {
    return read(json, Shape.EVENT);
  }

  private Envelope read(byte[] json, Shape shape) {
    try {
      return read(Pruned.nothing(json), shape);
    } catch (StreamConstraintsException beyondBounds) {
      return readPruned(json, shape);
    }
  }

  private Envelope readPruned(byte[] json, Shape shape) {
    try {
      return read(parsers.prune(json, shape), shape);
    } catch (StreamConstraintsException stillBeyondBounds) {
      return new Envelope.Unusable(Fault.keyTooLong("", Parsers.KEY_BYTES_MAX));
    }
  }

  private Envelope read(Pruned body, Shape shape) throws StreamConstraintsException {
    try (JsonParser p = parsers.open(body.json(), shape)) {
      return root(p, body, shape);
    } catch (StreamConstraintsException e) {
      throw e;
    } catch (IOException e) {
      return new Envelope.Unusable(Broken.json(e));
    }
  }

  private Envelope root(JsonParser p, Pruned body, Shape shape) throws IOException {
    JsonToken first = p.nextToken();
    if (first != JsonToken.START_OBJECT) {
      return new Envelope.Unusable(Broken.object(first));
    }
    Envelope envelope =
        shape == Shape.EVENT ? single(p, body) : new BatchReader(p, body, eventsMax).object();
    boolean isUsable = envelope instanceof Envelope.Read;
    if (isUsable && p.nextToken() != null) {
      return new Envelope.Unusable(Broken.trailing(p));
    }
    return envelope;
  }

  private static Envelope single(JsonParser p, Pruned body) throws IOException {
    KeyFields keys = new KeyFields();
    SentEvent event = new EventReader(p, body, keys).object(0);
    return new Envelope.Read(
        body.json(), List.of(event), List.of(), Context.NONE, 0, Iso8601.NONE, keys.key());
  }
}
