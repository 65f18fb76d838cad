package io.onefold.decode;

import io.onefold.decode.id.IdentifierHasher;
import io.onefold.decode.json.Fault;
import io.onefold.decode.json.Parsers;
import io.onefold.decode.rules.Assembled;
import io.onefold.decode.rules.Assembler;
import io.onefold.decode.rules.RequestContext;
import io.onefold.decode.rules.Tools;
import io.onefold.decode.sent.Envelope;
import io.onefold.decode.sent.EnvelopeReader;
import io.onefold.decode.sent.SentEvent;
import io.onefold.event.Event;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Turns the JSON of a request into events.
 *
 * <p>The body is walked once. Traits and the properties of shop events are walked again where the
 * event's type and name ask for them; all else is copied as bytes or passed over.
 *
 * <p><b>Threading.</b> Free to share.
 *
 * <p><b>Bounds.</b> {@link DecodeLimits}. What a batch says of all its events is as large as if
 * each event said it: context bytes × events stay within {@link DecodeLimits#bodyBytesMax} too, or
 * a small body would become a large journal.
 *
 * <p><b>Errors.</b> None is thrown for any bytes.
 */
public final class EventDecoder {

  private final DecodeLimits limits;
  private final EnvelopeReader envelopes;
  private final Tools tools;

  public EventDecoder(DecodeLimits limits, IdentifierHasher hasher) {
    this.limits = limits;
    Parsers parsers = new Parsers(limits.depthMax());
    envelopes = new EnvelopeReader(parsers, limits.eventsMax());
    tools = new Tools(parsers, hasher, limits.eventBytesMax(), limits.futureMsMax());
  }

  /**
   * Decodes one event where the context expects a type, else a batch.
   *
   * @param json unpacked by {@link BodyDecoder}; read during the call, not kept
   */
  public Decoded decode(byte[] json, RequestContext context) {
    Envelope envelope =
        context.expected().isPresent() ? envelopes.single(json) : envelopes.batch(json);
    return switch (envelope) {
      case Envelope.Unusable(Fault fault) -> Malformed.of(fault);
      case Envelope.Read read -> expandsTooFar(read) ? tooLarge() : events(read, context);
    };
  }

  private Decoded events(Envelope.Read read, RequestContext context) {
    Assembler assembler = new Assembler(tools, read, context);
    List<Event> events = new ArrayList<>(read.events().size());
    List<Rejection> rejections = new ArrayList<>();
    int[] indexes = new int[read.events().size()];
    for (SentEvent sent : read.events()) {
      switch (assembler.assemble(sent)) {
        case Assembled.Ready(Event event) -> {
          indexes[events.size()] = sent.index();
          events.add(event);
        }
        case Assembled.Refused(Fault fault) -> rejections.add(Rejection.of(sent.index(), fault));
        case Assembled.NoOp() -> {}
      }
    }
    addStrays(read.strays(), rejections);
    int sentCount = read.events().size() + read.strays().size();
    return new Decoded.Events(
        events,
        Arrays.copyOf(indexes, events.size()),
        rejections,
        sentCount,
        read.bodyKey(),
        assembler.unvouched());
  }

  private static void addStrays(List<Integer> strays, List<Rejection> rejections) {
    if (!strays.isEmpty()) {
      Fault fault = Fault.wrongType("batch", "a list of objects");
      strays.forEach(index -> rejections.add(Rejection.of(index, fault)));
      rejections.sort(Comparator.comparingInt(Rejection::index));
    }
  }

  private boolean expandsTooFar(Envelope.Read read) {
    return (long) read.contextBytes() * read.events().size() > limits.bodyBytesMax();
  }

  private Malformed tooLarge() {
    return Malformed.tooLarge("the batch's context, times its events,", limits.bodyBytesMax());
  }
}
