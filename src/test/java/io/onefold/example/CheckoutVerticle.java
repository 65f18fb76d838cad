package io.onefold.example;

import io.onefold.client.Accepted;
import io.onefold.client.Busy;
import io.onefold.client.ClientOptions;
import io.onefold.client.EventResult;
import io.onefold.client.Found;
import io.onefold.client.NotFound;
import io.onefold.client.OnefoldClient;
import io.onefold.client.ProfileResult;
import io.onefold.client.Rejected;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * Books orders of a shop: tells Onefold of each, and answers with what is known of the customer
 * then.
 *
 * <pre>
 *   {"order":"A-1","customer":"4711","device":"3f…","total":59.9}  ──▶  {"orders":3,"spent":120.4}
 * </pre>
 */
public final class CheckoutVerticle extends VerticleBase {

  /** Where orders are taken. */
  public static final String ADDRESS = "shop.checkout";

  private final String key;
  private OnefoldClient onefold;

  /**
   * @param key a secret key of the account, since profiles are read
   */
  public CheckoutVerticle(String key) {
    this.key = key;
  }

  @Override
  public Future<?> start() {
    // Made on this verticle's event loop, the client lives there and ends with the verticle.
    onefold = OnefoldClient.create(vertx, ClientOptions.of(key));
    return vertx.eventBus().<JsonObject>consumer(ADDRESS, this::ordered).completion();
  }

  private void ordered(Message<JsonObject> message) {
    JsonObject order = message.body();
    onefold
        .track(event(order))
        .compose(result -> booked(order, result))
        .onSuccess(message::reply)
        .onFailure(defect -> message.fail(500, defect.getMessage()));
  }

  /**
   * The order's own number is its message id: whoever sends the order again, because this process
   * ended before it answered, does not book it twice.
   */
  private static JsonObject event(JsonObject order) {
    JsonObject properties =
        new JsonObject()
            .put("order_id", order.getString("order"))
            .put("total", order.getDouble("total"))
            .put("currency", "EUR")
            .put("products", new JsonArray());
    return new JsonObject()
        .put("messageId", "order-" + order.getString("order"))
        .put("event", "Order Completed")
        .put("userId", order.getString("customer"))
        .put("anonymousId", order.getString("device"))
        .put("properties", properties);
  }

  private Future<JsonObject> booked(JsonObject order, EventResult result) {
    return switch (result) {
      case Accepted _ ->
          onefold
              .profile("customer_id:" + order.getString("customer"))
              .map(CheckoutVerticle::customer);
      case Rejected rejected -> refusal(rejected.code());
      case Busy busy -> refusal(busy.reason());
    };
  }

  private static JsonObject customer(ProfileResult result) {
    return switch (result) {
      case Found found -> {
        JsonObject metrics = found.toJson().getJsonObject("metrics");
        yield new JsonObject()
            .put("orders", metrics.getInteger("order_count"))
            .put("spent", metrics.getDouble("total_spend"));
      }
      case NotFound _ -> new JsonObject(); // erased, and to be forgotten
      case Rejected rejected -> new JsonObject().put("unknown", rejected.code());
      case Busy busy -> new JsonObject().put("unknown", busy.reason());
    };
  }

  private static Future<JsonObject> refusal(String why) {
    return Future.succeededFuture(new JsonObject().put("refused", why));
  }
}
