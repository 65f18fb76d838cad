package io.onefold.http.hand;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.onefold.decode.json.Broken;
import io.onefold.decode.json.Fault;
import io.onefold.decode.json.Faults;
import io.onefold.decode.json.Parsers;
import io.onefold.decode.json.Tokens;
import io.onefold.http.wire.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the bodies that say what is to be done to a profile: {@code {"identifiers":[…]}}, {@code
 * {"through":"…"}} and {@code {"with":"…","force":true}}. Other fields are passed over.
 *
 * <p><b>Threading.</b> Confined to the call that made it, for one body.
 */
final class HandBody {

  /** As many as a profile may hold. */
  static final int IDENTIFIERS_MAX = 500;

  private static final String IDENTIFIERS = "identifiers";
  private static final String THROUGH = "through";
  private static final String WITH = "with";
  private static final String FORCE = "force";
  private static final String MISSING = "missing_field";

  private final Faults faults = new Faults();
  private final List<String> identifiers = new ArrayList<>();
  private boolean listed;
  private String through = "";
  private String with = "";
  private boolean force;

  private HandBody() {}

  /** What a body asks for. */
  sealed interface Asked {

    /** These, each written {@code type:value}, are to leave the profile. */
    record Split(List<String> identifiers) implements Asked {}

    /** All links through this one are to be cut. */
    record Unravel(String through) implements Asked {}

    /** The profile is to be united with this one. */
    record Merge(String with, boolean force) implements Asked {}

    record Refused(Problem problem) implements Asked {}
  }

  /** A body that takes a profile apart. */
  static Asked split(byte[] json, Parsers parsers) {
    HandBody body = new HandBody();
    return body.read(json, parsers).<Asked>map(Asked.Refused::new).orElseGet(body::split);
  }

  /** A body that puts two together. */
  static Asked merge(byte[] json, Parsers parsers) {
    HandBody body = new HandBody();
    return body.read(json, parsers).<Asked>map(Asked.Refused::new).orElseGet(body::merge);
  }

  private Optional<Problem> read(byte[] json, Parsers parsers) {
    try (JsonParser p = parsers.open(json, Parsers.Shape.EVENT)) {
      JsonToken first = p.nextToken();
      if (first != JsonToken.START_OBJECT) {
        return Optional.of(Problem.of(Broken.object(first)));
      }
      for (String key = p.nextFieldName(); key != null; key = p.nextFieldName()) {
        p.nextToken();
        field(p, key);
      }
      if (p.nextToken() != null) {
        return Optional.of(Problem.of(Broken.trailing(p)));
      }
    } catch (IOException e) {
      return Optional.of(Problem.of(Broken.json(e)));
    }
    return faults.first().map(Problem::of);
  }

  private void field(JsonParser p, String key) throws IOException {
    switch (key) {
      case IDENTIFIERS -> identifiers(p);
      case THROUGH -> through = Tokens.text(p, THROUGH, faults);
      case WITH -> with = Tokens.text(p, WITH, faults);
      case FORCE -> force(p);
      default -> p.skipChildren();
    }
  }

  private void identifiers(JsonParser p) throws IOException {
    if (p.currentToken() != JsonToken.START_ARRAY) {
      faults.add(Fault.wrongType(IDENTIFIERS, "a list of type:value", p.currentToken()));
      p.skipChildren();
      return;
    }
    listed = true;
    identifiers.clear();
    while (p.nextToken() != JsonToken.END_ARRAY) {
      String field = IDENTIFIERS + "[" + identifiers.size() + "]";
      if (identifiers.size() >= IDENTIFIERS_MAX) {
        faults.add(Fault.tooMany(IDENTIFIERS, IDENTIFIERS_MAX));
        p.skipChildren();
      } else if (p.currentToken() == JsonToken.VALUE_STRING) {
        identifiers.add(p.getText());
      } else {
        faults.add(Fault.wrongType(field, "a text, type:value", p.currentToken()));
        p.skipChildren();
      }
    }
  }

  private void force(JsonParser p) throws IOException {
    switch (p.currentToken()) {
      case VALUE_TRUE -> force = true;
      case VALUE_FALSE, VALUE_NULL -> force = false;
      default -> {
        faults.add(Fault.wrongType(FORCE, "true or false", p.currentToken()));
        p.skipChildren();
      }
    }
  }

  private Asked split() {
    if (listed && !through.isEmpty()) {
      return refused(
          "conflicting_fields", "either identifiers or through is allowed, not both", THROUGH);
    }
    if (!through.isEmpty()) {
      return new Asked.Unravel(through);
    }
    return identifiers.isEmpty()
        ? refused(
            MISSING,
            "identifiers is needed: a list of 1 to "
                + IDENTIFIERS_MAX
                + " type:value that leave the profile; or through: one whose links are all cut",
            IDENTIFIERS)
        : new Asked.Split(List.copyOf(identifiers));
  }

  private Asked merge() {
    return with.isEmpty()
        ? refused(MISSING, "with is needed: type:value of the profile to be united with", WITH)
        : new Asked.Merge(with, force);
  }

  private static Asked refused(String code, String message, String field) {
    return new Asked.Refused(Problem.badRequest(code, message, field));
  }
}
