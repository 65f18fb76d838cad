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

  /** One recipient as sent; what is absent, or no text, is empty. */
  record Item(String profile, String purpose, String expiresIn) {
    private static final Item NOTHING = new Item("", "", "");
  }

  record Asked(List<Item> items) implements LinkTokenBody {
    public Asked {
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
        case "purpose" -> purpose = Tokens.textIfAny(p);
        case "expires_in" -> expiresIn = Tokens.textIfAny(p);
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
    return new Asked(items == null ? List.of(new Item(profile, purpose, expiresIn)) : items);
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
        case "purpose" -> purpose = Tokens.textIfAny(p);
        case "expires_in" -> expiresIn = Tokens.textIfAny(p);
        default -> p.skipChildren();
      }
    }
    return new Item(profile, purpose, expiresIn);
  }

  private static LinkTokenBody refused(Fault fault) {
    return new Refused(Problem.of(fault));
  }
}
