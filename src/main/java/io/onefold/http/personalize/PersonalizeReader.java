package io.onefold.http.personalize;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.onefold.decode.id.IdentifierNormaliser;
import io.onefold.decode.id.Normalised;
import io.onefold.decode.json.Broken;
import io.onefold.decode.json.Fault;
import io.onefold.decode.json.Faults;
import io.onefold.decode.json.Parsers;
import io.onefold.decode.json.Pruned;
import io.onefold.decode.json.Tokens;
import io.onefold.event.EventType;
import io.onefold.event.IdentifierType;
import io.onefold.http.wire.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads {@code {"anonymousId","event":{…},"projection"}}. What {@code event} holds is left to
 * decoding, but for its type and for whose device it names: that may only be the caller's.
 *
 * <p><b>Threading.</b> Confined to the call that made it, for one body.
 */
final class PersonalizeReader {

  private static final byte[] NO_EVENT = {};

  private final Parsers parsers;
  private final IdentifierNormaliser normaliser;
  private final Faults faults = new Faults();

  private String anonymousId = "";
  private String projection = "";
  private int eventFrom;
  private int eventTo;
  private String eventType = "";
  private boolean eventIsNamed;
  private String eventAnonymousId = "";

  private PersonalizeReader(Parsers parsers, IdentifierNormaliser normaliser) {
    this.parsers = parsers;
    this.normaliser = normaliser;
  }

  static PersonalizeBody read(byte[] json, Parsers parsers, IdentifierNormaliser normaliser) {
    PersonalizeReader reader = new PersonalizeReader(parsers, normaliser);
    try (JsonParser p = parsers.open(json, Parsers.Shape.BATCH)) {
      JsonToken first = p.nextToken();
      if (first != JsonToken.START_OBJECT) {
        return refused(Broken.object(first));
      }
      reader.fields(p);
      return p.nextToken() == null ? reader.judge(json) : refused(Broken.trailing(p));
    } catch (StreamConstraintsException e) {
      Pruned pruned = parsers.prune(json, Parsers.Shape.BATCH);
      return refused(pruned.fault("event", 0, json.length).orElseGet(() -> Broken.json(e)));
    } catch (IOException e) {
      return refused(Broken.json(e));
    }
  }

  private void fields(JsonParser p) throws IOException {
    for (String key = p.nextFieldName(); key != null; key = p.nextFieldName()) {
      p.nextToken();
      switch (key) {
        case "anonymousId" -> anonymousId = Tokens.text(p, key, faults);
        case "projection" -> projection = Tokens.text(p, key, faults);
        case "event" -> event(p);
        default -> p.skipChildren();
      }
    }
  }

  /** Of two events the last one holds, as of all fields. */
  private void event(JsonParser p) throws IOException {
    if (!Tokens.isObject(p, "event", faults)) {
      return;
    }
    eventFrom = Tokens.start(p);
    eventType = "";
    eventIsNamed = false;
    eventAnonymousId = "";
    for (String key = p.nextFieldName(); key != null; key = p.nextFieldName()) {
      p.nextToken();
      switch (key) {
        case "anonymousId" -> eventAnonymousId = Tokens.textIfAny(p);
        case "type" -> eventType = Tokens.textIfAny(p);
        case "event" -> eventIsNamed = !Tokens.textIfAny(p).isEmpty();
        default -> p.skipChildren();
      }
    }
    eventTo = Tokens.end(p);
  }

  private PersonalizeBody judge(byte[] json) {
    if (faults.first().isPresent()) {
      return refused(faults.first().get());
    }
    if (!(normalised(anonymousId) instanceof Normalised.Valid(String device))) {
      return refused(
          "missing_anonymous_id",
          "anonymousId must name the caller's device, in 1 to 256 characters",
          "anonymousId");
    }
    return type()
        .map(type -> judge(json, device, type))
        .orElseGet(
            () ->
                refused(
                    "unknown_type",
                    "event.type must be one of track, identify, page, screen, group, alias",
                    "event.type"));
  }

  private PersonalizeBody judge(byte[] json, String device, EventType type) {
    return switch (normalised(eventAnonymousId)) {
      case Normalised.Valid(String own) when own.equals(device) ->
          asked(device, Arrays.copyOfRange(json, eventFrom, eventTo), type);
      case Normalised.Absent _, Normalised.Blocked _ -> asked(device, eventOfDevice(json), type);
      case Normalised.Valid _, Normalised.Invalid _, Normalised.TooLong _ ->
          refused(
              "anonymous_id_differs",
              "event.anonymousId must be absent or the same as anonymousId",
              "event.anonymousId");
    };
  }

  private PersonalizeBody asked(String device, byte[] eventJson, EventType type) {
    return new PersonalizeBody.Asked(device, projection, eventJson, type);
  }

  private Normalised normalised(String id) {
    return normaliser.normalise(IdentifierType.ANONYMOUS_ID, id);
  }

  /** An event that does not say what it is, is a track call when it has a name. */
  private Optional<EventType> type() {
    if (eventType.isEmpty()) {
      return Optional.of(eventIsNamed ? EventType.TRACK : EventType.PAGE);
    }
    return EventType.named(eventType);
  }

  /**
   * The event with the device's id as its last field: of two fields of one name the last one holds,
   * and an empty one may stand before.
   */
  private byte[] eventOfDevice(byte[] json) {
    if (eventTo == eventFrom) {
      return NO_EVENT;
    }
    String event = new String(json, eventFrom, eventTo - eventFrom - 1, StandardCharsets.UTF_8);
    String comma = event.substring(1).isBlank() ? "" : ",";
    String device = new String(JsonStringEncoder.getInstance().quoteAsString(anonymousId));
    return (event + comma + "\"anonymousId\":\"" + device + "\"}").getBytes(StandardCharsets.UTF_8);
  }

  private static PersonalizeBody refused(Fault fault) {
    return new PersonalizeBody.Refused(Problem.of(fault));
  }

  private static PersonalizeBody refused(String code, String message, String field) {
    return new PersonalizeBody.Refused(Problem.badRequest(code, message, field));
  }
}
