package io.onefold.decode.facts;

import com.fasterxml.jackson.core.JsonParser;
import io.onefold.decode.json.Tokens;
import java.io.IOException;

/**
 * Picks the fields of a product out of an object that may hold other things as well.
 *
 * <p><b>Threading.</b> Confined to the call that made it, for one object.
 */
final class LineReader {

  private String productId = "";
  private String sku = "";
  private String name = "";
  private String price = "";
  private String currency = "";
  private String quantity = "";

  /** Takes the value of {@code key} if a product has such a field, and passes over it if not. */
  void take(String key, JsonParser p) throws IOException {
    switch (key) {
      case "product_id", "productId" -> productId = Tokens.textIfAny(p);
      case "sku" -> sku = Tokens.textIfAny(p);
      case "name" -> name = Tokens.textIfAny(p);
      case "price" -> price = ShopProperties.asSent(p);
      case "currency" -> currency = ShopProperties.asSent(p);
      case "quantity" -> quantity = ShopProperties.asSent(p);
      default -> p.skipChildren();
    }
  }

  SentLine line(String path) {
    return new SentLine(
        path, productId.isBlank() ? sku : productId, name, price, currency, quantity);
  }
}
