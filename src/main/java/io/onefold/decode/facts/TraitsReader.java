package io.onefold.decode.facts;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.onefold.decode.id.IdentifierNormaliser;
import io.onefold.decode.json.Fault;
import io.onefold.decode.json.Faults;
import io.onefold.decode.json.Parsers;
import io.onefold.decode.json.Section;
import io.onefold.decode.json.Tokens;
import io.onefold.event.Limits;
import io.onefold.event.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Reads an object of traits into attributes: texts, numbers and booleans as they are, lists and
 * objects as their JSON text. Null says nothing, nor does what is no email in the place of an
 * email, and no phone number in that of a phone.
 *
 * <p><b>Threading.</b> Confined to the call that made it, for one object.
 *
 * <p><b>Bounds.</b> {@link Limits#ATTRIBUTES_PER_EVENT_MAX} attributes with keys of {@link
 * Limits#NAME_CHARS_MAX} and values of {@link Limits#STRING_CHARS_MAX} characters; beyond is a
 * fault.
 */
public final class TraitsReader {

  private static final String TRAITS = "traits";

  private final byte[] json;
  private final IdentifierNormaliser ids;
  private final Map<String, Value> attributes;
  private final Faults faults;

  /**
   * @param json the body that sections point into
   * @param ids tells what is an email or a phone number
   * @param attributes where attributes are put, over equal keys
   */
  public TraitsReader(
      byte[] json, IdentifierNormaliser ids, Map<String, Value> attributes, Faults faults) {
    this.json = json;
    this.ids = ids;
    this.attributes = attributes;
    this.faults = faults;
  }

  /** Adds the traits in one section; an absent one adds none. */
  public void read(Parsers parsers, Section traits) throws IOException {
    if (!traits.isPresent()) {
      return;
    }
    try (JsonParser p = parsers.open(json, traits)) {
      p.nextToken();
      for (String trait = p.nextFieldName(); trait != null; trait = p.nextFieldName()) {
        if (p.nextToken() == JsonToken.START_OBJECT && AttributeKeys.isTakenApart(trait)) {
          takeApart(p, trait, traits.from());
        } else {
          put(trait, AttributeKeys.of(trait), p, traits.from());
        }
      }
    }
  }

  private void takeApart(JsonParser p, String trait, int from) throws IOException {
    for (String field = p.nextFieldName(); field != null; field = p.nextFieldName()) {
      p.nextToken();
      put(trait + '.' + field, AttributeKeys.of(trait, field), p, from);
    }
  }

  private void put(String trait, String key, JsonParser p, int from) throws IOException {
    if (p.currentToken() == JsonToken.VALUE_NULL || key.equals(AttributeKeys.NONE)) {
      p.skipChildren();
    } else if (key.length() > Limits.NAME_CHARS_MAX) {
      p.skipChildren();
      faults.add(
          new Fault(
              "name_too_long",
              "a trait's key may have at most " + Limits.NAME_CHARS_MAX + " characters",
              TRAITS));
    } else {
      say(key, value(trait, p, from));
      if (attributes.size() > Limits.ATTRIBUTES_PER_EVENT_MAX) {
        faults.add(Fault.tooMany(TRAITS, Limits.ATTRIBUTES_PER_EVENT_MAX));
      }
    }
  }

  /** An email is shown without the blanks around it, since it is compared and sent to. */
  private void say(String key, Value value) {
    switch (key) {
      case AttributeKeys.EMAIL -> {
        String email = value.text().strip();
        if (isText(value) && ids.isEmail(email)) {
          attributes.put(key, Value.text(email));
        }
      }
      case AttributeKeys.PHONE -> {
        if (isText(value) && ids.isPhone(value.text())) {
          attributes.put(key, value);
        }
      }
      default -> attributes.put(key, value);
    }
  }

  /** Some senders write a phone number without quotes. */
  private static boolean isText(Value value) {
    return value.kind() == Value.Kind.TEXT || value.kind() == Value.Kind.NUMBER;
  }

  private Value value(String trait, JsonParser p, int from) throws IOException {
    JsonToken token = p.currentToken();
    if (token.isStructStart()) {
      return nested(trait, p, from);
    }
    if (p.getTextLength() > Limits.STRING_CHARS_MAX) {
      return tooLong(trait);
    }
    String text = p.getText();
    if (token.isNumeric()) {
      return number(trait, text);
    }
    return token.isBoolean() ? new Value(Value.Kind.BOOLEAN, text) : Value.text(text);
  }

  private Value number(String trait, String literal) {
    if (!Decimals.isBounded(literal)) {
      String field = field(trait);
      faults.add(
          new Fault(
              "number_out_of_range",
              field
                  + " must be a number of at most "
                  + Decimals.CHARS_MAX
                  + " characters, below 1e309",
              field));
    }
    return new Value(Value.Kind.NUMBER, literal);
  }

  private Value nested(String trait, JsonParser p, int from) throws IOException {
    int start = Tokens.start(p);
    p.skipChildren();
    int bytes = Tokens.end(p) - start;
    String text = new String(json, from + start, bytes, StandardCharsets.UTF_8);
    return text.length() > Limits.STRING_CHARS_MAX
        ? tooLong(trait)
        : new Value(Value.Kind.JSON, text);
  }

  private Value tooLong(String trait) {
    faults.add(Fault.valueTooLong(field(trait), Limits.STRING_CHARS_MAX));
    return Value.text("");
  }

  private static String field(String trait) {
    return TRAITS + '.' + trait;
  }
}
