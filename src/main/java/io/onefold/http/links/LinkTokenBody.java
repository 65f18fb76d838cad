package io.onefold.http.links;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.onefold.decode.json.Broken;
import io.onefold.decode.json.Fault;
import io.onefold.decode.json.Parsers;
import io.onefold.decode.json.Tokens;
import io.onefold.http.wire.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * For whom tokens are asked: {@code {"profile","purpose","expires_in"}}, or up to {@link
 * #ITEMS_MAX} of them as {@code {"items":[…]}}.
 *
 * <p><b>Threading.</b> Immutable.
 */
sealed interface LinkTokenBody {

  /** Enough for a mail tool's page of recipients; each takes a look-up and three hashes. */
  int ITEMS_MAX = 1_000;

  /**
   * One recipient as sent. What is absent is empty, and so is a profile that is no text; what else
   * is no text is such that it cannot be allowed.
   */
  record Item(String profile, String purpose, String expiresIn) {
    private static final Item NOTHING = new Item("", "", "");
  }

  /** A single recipient: what is wrong with it is wrong with the request. */
  record One(Item item) implements LinkTokenBody {}

  /** A list, each of which is answered for itself. */
  record Many(List<Item> items) implements LinkTokenBody {
    public Many {
      items = List.copyOf(items);
    }
  }

  record Refused(Problem problem) implements LinkTokenBody {}

  static LinkTokenBody read(byte[] json, Parsers parsers) {
    try (JsonParser p = parsers.open(json, Parsers.Shape.BATCH)) {
      JsonToken first = p.nextToken();
      if (first != JsonToken.START_OBJECT) {
        return refused(Broken.object(first));
      }
      LinkTokenBody body = object(p);
      boolean over = body instanceof Refused || p.nextToken() == null;
      return over ? body : refused(Broken.trailing(p));
    } catch (IOException e) {
      return refused(Broken.json(e));
    }
  }

  private static LinkTokenBody object(JsonParser p) throws IOException {
    List<Item> items = null;
    String profile = "";
    String purpose = "";
    String expiresIn = "";
    for (String key = p.nextFieldName(); key != null; key = p.nextFieldName()) {
      JsonToken value = p.nextToken();
      switch (key) {
        case "profile" -> profile = Tokens.textIfAny(p);
        case "purpose" -> purpose = word(p);
        case "expires_in" -> expiresIn = word(p);
        case "items" -> {
          if (value != JsonToken.START_ARRAY) {
            return refused(Fault.wrongType("items", "a list of objects", value));
          }
          items = items(p);
          if (items.size() > ITEMS_MAX) {
            return refused(Fault.tooMany("items", ITEMS_MAX));
          }
        }
        default -> p.skipChildren();
      }
    }
    return items == null ? new One(new Item(profile, purpose, expiresIn)) : new Many(items);
  }

  /** Stops behind the first one that is too many. */
  private static List<Item> items(JsonParser p) throws IOException {
    List<Item> items = new ArrayList<>();
    while (items.size() <= ITEMS_MAX && p.nextToken() != JsonToken.END_ARRAY) {
      if (p.currentToken() == JsonToken.START_OBJECT) {
        items.add(item(p));
      } else {
        p.skipChildren();
        items.add(Item.NOTHING);
      }
    }
    return items;
  }

  private static Item item(JsonParser p) throws IOException {
    String profile = "";
    String purpose = "";
    String expiresIn = "";
    for (String key = p.nextFieldName(); key != null; key = p.nextFieldName()) {
      p.nextToken();
      switch (key) {
        case "profile" -> profile = Tokens.textIfAny(p);
        case "purpose" -> purpose = word(p);
        case "expires_in" -> expiresIn = word(p);
        default -> p.skipChildren();
      }
    }
    return new Item(profile, purpose, expiresIn);
  }

  /** A text; empty for null, and what stands there for anything else, lest it pass for absent. */
  private static String word(JsonParser p) throws IOException {
    String text = p.currentToken() == JsonToken.VALUE_NULL ? "" : p.getText();
    p.skipChildren();
    return text;
  }

  private static LinkTokenBody refused(Fault fault) {
    return new Refused(Problem.of(fault));
  }
}
