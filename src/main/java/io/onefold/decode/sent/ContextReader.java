package io.onefold.decode.sent;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.onefold.decode.id.UserHashes;
import io.onefold.decode.json.Fault;
import io.onefold.decode.json.Faults;
import io.onefold.decode.json.Section;
import io.onefold.decode.json.SectionReader;
import io.onefold.decode.json.Tokens;
import io.onefold.event.Consent;
import io.onefold.event.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a {@code context}: traits, external ids and consent; page, library and the like are passed
 * over.
 *
 * <p><b>Threading.</b> Confined to the call that made it.
 */
final class ContextReader {

  private final JsonParser p;
  private final Faults faults;
  private Section traits = Section.NONE;
  private List<ExternalId> externalIds = List.of();
  private List<Consent> consents = List.of();
  private List<String> userHashes = List.of();

  private ContextReader(JsonParser p, Faults faults) {
    this.p = p;
    this.faults = faults;
  }

  static Context read(JsonParser p, Faults faults) throws IOException {
    return Tokens.isObject(p, "context", faults)
        ? new ContextReader(p, faults).object()
        : Context.NONE;
  }

  private Context object() throws IOException {
    for (String key = p.nextFieldName(); key != null; key = p.nextFieldName()) {
      p.nextToken();
      switch (key) {
        case "traits" -> traits = SectionReader.read(p, "context.traits", faults);
        case "externalIds" -> externalIds = externalIds();
        case "consent" -> consents = consent();
        case "userHash" -> userHashes = userHash();
        default -> p.skipChildren();
      }
    }
    return new Context(traits, externalIds, consents, userHashes);
  }

  /**
   * One hash, or an object with one for each type. Which is whose need not be known: each has the
   * type and the value in it.
   */
  private List<String> userHash() throws IOException {
    List<String> hashes = new ArrayList<>(1);
    if (p.currentToken() != JsonToken.START_OBJECT) {
      addHash(Tokens.textIfAny(p), hashes);
      return hashes;
    }
    for (String type = p.nextFieldName(); type != null; type = p.nextFieldName()) {
      p.nextToken();
      addHash(Tokens.textIfAny(p), hashes);
    }
    return hashes;
  }

  private static void addHash(String hash, List<String> hashes) {
    if (!hash.isEmpty() && hashes.size() < UserHashes.SENT_MAX) {
      hashes.add(hash);
    }
  }

  /** Entries of a form that is not Segment's are somebody else's, hence no fault. */
  private List<ExternalId> externalIds() throws IOException {
    if (p.currentToken() != JsonToken.START_ARRAY) {
      p.skipChildren();
      return List.of();
    }
    List<ExternalId> ids = new ArrayList<>();
    while (p.nextToken() != JsonToken.END_ARRAY) {
      if (p.currentToken() == JsonToken.START_OBJECT && ids.size() < Context.EXTERNAL_IDS_MAX) {
        ids.add(externalId());
      } else {
        p.skipChildren();
      }
    }
    return ids;
  }

  private ExternalId externalId() throws IOException {
    String type = "";
    String collection = "";
    String id = "";
    for (String key = p.nextFieldName(); key != null; key = p.nextFieldName()) {
      p.nextToken();
      switch (key) {
        case "type" -> type = Tokens.textIfAny(p);
        case "collection" -> collection = Tokens.textIfAny(p);
        case "id" -> id = Tokens.textIfAny(p);
        default -> p.skipChildren();
      }
    }
    return new ExternalId(type, collection, id);
  }

  private List<Consent> consent() throws IOException {
    List<Consent> stated = List.of();
    if (p.currentToken() != JsonToken.START_OBJECT) {
      p.skipChildren();
      return stated;
    }
    for (String key = p.nextFieldName(); key != null; key = p.nextFieldName()) {
      p.nextToken();
      if (key.equals("categoryPreferences") && p.currentToken() == JsonToken.START_OBJECT) {
        stated = preferences();
      } else {
        p.skipChildren();
      }
    }
    return stated;
  }

  private List<Consent> preferences() throws IOException {
    List<Consent> stated = new ArrayList<>();
    for (String key = p.nextFieldName(); key != null; key = p.nextFieldName()) {
      JsonToken value = p.nextToken();
      if (value.isBoolean()) {
        add(new Consent(key, value == JsonToken.VALUE_TRUE), stated);
      } else {
        p.skipChildren();
      }
    }
    return stated;
  }

  /** A refusal that got lost would be worse than an event that did, so too much is a fault. */
  private void add(Consent consent, List<Consent> stated) {
    String field = "context.consent.categoryPreferences";
    if (consent.purpose().length() > Limits.NAME_CHARS_MAX) {
      faults.add(Fault.nameTooLong(field, Limits.NAME_CHARS_MAX));
    } else if (stated.size() == Context.CONSENTS_MAX) {
      faults.add(Fault.tooMany(field, Context.CONSENTS_MAX));
    } else {
      stated.add(consent);
    }
  }
}
