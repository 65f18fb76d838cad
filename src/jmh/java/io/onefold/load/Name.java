package io.onefold.load;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An identifier as it is sent and asked for. Values are letters, digits, dashes, dots, colons and
 * {@code @}: they need no escaping.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param type as in URLs, for example {@code customer_id}
 */
record Name(String type, String value) {

  static Name device(String value) {
    return new Name("anonymous_id", value);
  }

  static Name customer(String value) {
    return new Name("customer_id", value);
  }

  static Name email(String value) {
    return new Name("email", value);
  }

  /** Where its profile is read. */
  String profile() {
    return "/v1/profiles/" + type + ':' + value;
  }

  /** Where it is read why its profile is one. */
  String identity() {
    return profile() + "/identity";
  }

  boolean isDevice() {
    return type.equals("anonymous_id");
  }

  /** Whether it stands among the identifiers of an answer, settled. */
  boolean settledIn(JsonObject identity) {
    return identifiers(identity)
        .anyMatch(
            known ->
                known.getBoolean("settled")
                    && known.getString("type").equals(type)
                    && known.getString("value").equals(value));
  }

  /** Whether no link of the profile is on its way. */
  static boolean atRest(JsonObject identity) {
    return !identity.getBoolean("merging", false)
        && identifiers(identity).allMatch(known -> known.getBoolean("settled"));
  }

  private static Stream<JsonObject> identifiers(JsonObject identity) {
    JsonArray all = identity.getJsonArray("identifiers");
    return all.stream().map(JsonObject.class::cast);
  }

  /**
   * An ordinary event of whoever is called all this, whatever the types; several names tie them.
   *
   * @param messageId another one for each event, also from run to run, or it is a repetition
   */
  static String track(String messageId, Name... names) {
    String ids =
        Stream.of(names)
            .map(n -> "{\"type\":\"" + n.type + "\",\"id\":\"" + n.value + "\"}")
            .collect(Collectors.joining(","));
    return "{\"type\":\"track\",\"event\":\"Product Viewed\",\"messageId\":\""
        + messageId
        + "\",\"context\":{\"externalIds\":["
        + ids
        + "]},\"properties\":{\"product_id\":\"p1\",\"price\":12.5}}";
  }
}
