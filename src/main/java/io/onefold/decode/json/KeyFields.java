package io.onefold.decode.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.onefold.decode.json.Parsers.Shape;
import java.io.IOException;
import java.util.Optional;

/**
 * Picks the write key out of a body's outermost fields: {@code writeKey}, else {@code api_key},
 * else {@code token}.
 *
 * <p><b>Threading.</b> Confined to the call that made it.
 */
public final class KeyFields {

  private String writeKey = "";
  private String apiKey = "";
  private String token = "";

  /** Takes the value of {@code field} if it is one of the three, and passes over it if not. */
  public void take(String field, JsonParser p) throws IOException {
    if (p.currentToken() != JsonToken.VALUE_STRING) {
      p.skipChildren();
      return;
    }
    switch (field) {
      case "writeKey" -> writeKey = p.getText();
      case "api_key" -> apiKey = p.getText();
      case "token" -> token = p.getText();
      default -> p.skipChildren();
    }
  }

  public Optional<String> key() {
    String key = !writeKey.isEmpty() ? writeKey : !apiKey.isEmpty() ? apiKey : token;
    return key.isEmpty() ? Optional.empty() : Optional.of(key);
  }

  /**
   * The key of a body of which nothing else is wanted yet. Where the body breaks off or is no JSON,
   * it is what was found before: decoding will say what is wrong.
   */
  public static Optional<String> scan(Parsers parsers, byte[] json) {
    KeyFields keys = new KeyFields();
    if (!keys.scanned(parsers, json)) {
      keys.scanned(parsers, parsers.prune(json, Shape.BATCH).json());
    }
    return keys.key();
  }

  /** False when the body passes the parser's bounds, and may hold a key behind that place. */
  private boolean scanned(Parsers parsers, byte[] json) {
    try (JsonParser p = parsers.open(json, Shape.BATCH)) {
      if (p.nextToken() == JsonToken.START_OBJECT) {
        for (String key = p.nextFieldName(); key != null; key = p.nextFieldName()) {
          p.nextToken();
          take(key, p);
        }
      }
      return true;
    } catch (StreamConstraintsException beyondBounds) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
