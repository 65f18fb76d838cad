package io.onefold.decode.rules;

import io.onefold.decode.facts.Names;
import io.onefold.decode.json.Fault;
import io.onefold.decode.json.Faults;
import io.onefold.decode.json.Section;
import io.onefold.decode.sent.Envelope;
import io.onefold.decode.sent.SentEvent;
import io.onefold.event.Event;
import io.onefold.event.EventTime;
import io.onefold.event.EventType;
import io.onefold.event.Facts;
import io.onefold.event.Limits;
import io.onefold.event.MessageId;
import java.util.Optional;

/**
 * Makes an event out of what was sent: the rules of the wire, in one place and order.
 *
 * <p><b>Threading.</b> Confined to the request that it was made for.
 */
public final class Assembler {

  private final Tools tools;
  private final byte[] json;
  private final RequestContext request;
  private final EventClock clock;
  private final FactsReader facts;
  private final PeopleReader people;
  private int unsigned;
  private int wronglySigned;

  public Assembler(Tools tools, Envelope.Read envelope, RequestContext request) {
    this.tools = tools;
    this.json = envelope.json();
    this.request = request;
    clock = new EventClock(request, envelope.sentMs(), tools.futureMsMax());
    facts = new FactsReader(tools, json, envelope.context(), request);
    people = new PeopleReader(tools.hasher(), request, envelope.context());
  }

  /** Judges one event of the envelope. */
  public Assembled assemble(SentEvent sent) {
    if (sent.bytes() > tools.eventBytesMax()) {
      return new Assembled.Refused(Fault.eventTooLarge(tools.eventBytesMax()));
    }
    if (sent.fault().isPresent()) {
      return new Assembled.Refused(sent.fault().get());
    }
    Optional<EventType> type = request.expected().or(() -> type(sent.type()));
    return type.isPresent() ? assemble(sent, type.get()) : new Assembled.Refused(unknownType());
  }

  private Assembled assemble(SentEvent sent, EventType type) {
    if (type == EventType.ALIAS && people.isAliasToItself(sent)) {
      return Assembled.NO_OP;
    }
    Faults faults = new Faults();
    String name = name(sent, type, faults);
    EventTime time = clock.time(sent, faults);
    MessageId id = messageId(sent.ids().messageId());
    Facts stated = facts.read(sent, type, id.fingerprint(), faults);
    EventIdentifiers who = people.read(sent, type, stated.commerce(), faults);
    count(who);
    if (who.list().isEmpty()) {
      faults.add(who.noneLeft());
    }
    return faults.first().isPresent()
        ? new Assembled.Refused(faults.first().get())
        : new Assembled.Ready(
            new Event(
                request.origin(),
                type,
                name,
                id,
                time,
                who.list(),
                stated,
                properties(sent, type).bytes(json)));
  }

  /** Of all events that were judged so far. */
  public Unvouched unvouched() {
    return Unvouched.of(unsigned, wronglySigned);
  }

  private void count(EventIdentifiers who) {
    if (who.hasUserHash()) {
      wronglySigned += who.unvouched();
    } else {
      unsigned += who.unvouched();
    }
  }

  private static Optional<EventType> type(String sent) {
    return switch (sent) {
      case "track" -> Optional.of(EventType.TRACK);
      case "identify" -> Optional.of(EventType.IDENTIFY);
      case "page" -> Optional.of(EventType.PAGE);
      case "screen" -> Optional.of(EventType.SCREEN);
      case "group" -> Optional.of(EventType.GROUP);
      case "alias" -> Optional.of(EventType.ALIAS);
      default -> Optional.empty();
    };
  }

  /** A track call is counted under its name, so the name is never cut; others are only shown. */
  private static String name(SentEvent sent, EventType type, Faults faults) {
    return switch (type) {
      case TRACK -> trackName(sent.event().strip(), faults);
      case PAGE, SCREEN -> Names.cut(sent.name().strip(), Limits.NAME_CHARS_MAX);
      case GROUP -> Names.cut(sent.ids().groupId().strip(), Limits.NAME_CHARS_MAX);
      case IDENTIFY, ALIAS -> "";
    };
  }

  private static String trackName(String name, Faults faults) {
    if (name.isEmpty()) {
      faults.add(Fault.missing("name_missing", "event", "a track call needs the event's name"));
    } else if (name.length() > Limits.NAME_CHARS_MAX) {
      faults.add(Fault.nameTooLong("event", Limits.NAME_CHARS_MAX));
    }
    return name;
  }

  private MessageId messageId(String sent) {
    String stripped = sent.strip();
    String text = stripped.isEmpty() ? request.messageIds().get() : stripped;
    String cut = Names.cut(text, Limits.MESSAGE_ID_CHARS_MAX);
    return new MessageId(cut, tools.hasher().fingerprint(request.origin(), cut));
  }

  /** RudderStack's browser library sends an identify's traits in the context alone. */
  private static Section properties(SentEvent sent, EventType type) {
    return switch (type) {
      case TRACK, PAGE, SCREEN, ALIAS -> sent.properties();
      case GROUP -> sent.traits();
      case IDENTIFY -> sent.traits().isPresent() ? sent.traits() : sent.context().traits();
    };
  }

  private static Fault unknownType() {
    return new Fault(
        "unknown_type", "type must be track, identify, page, screen, group or alias", "type");
  }
}
