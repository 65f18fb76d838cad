package io.onefold.client;

import io.vertx.core.json.JsonObject;

/**
 * Whom a call is about, as a text by which the client finds again where that profile lives. The
 * nodes decide who it is; two texts for one person cost no more than a second look.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class Visitor {

  /** Nobody whom it would be worth to remember. */
  static final String NOBODY = "";

  /** An identifier has at most 256 characters, behind the name of its type. */
  private static final int CHARS_MAX = 280;

  private Visitor() {}

  /** Of an event: the strongest that it says, as most accounts have it. */
  static String of(JsonObject event) {
    String customer = named("customer_id:", event.getValue("userId"));
    if (!customer.isEmpty()) {
      return customer;
    }
    String email = email(event);
    return email.isEmpty() ? ofDevice(event.getValue("anonymousId")) : email;
  }

  static String ofDevice(Object anonymousId) {
    return named("anonymous_id:", anonymousId);
  }

  /** Of an identifier such as {@code email:ann@example.com}. */
  static String of(String identifier) {
    return identifier.length() > CHARS_MAX ? NOBODY : identifier;
  }

  private static String email(JsonObject event) {
    String own = emailIn(event.getValue("traits"));
    return own.isEmpty() && event.getValue("context") instanceof JsonObject context
        ? emailIn(context.getValue("traits"))
        : own;
  }

  private static String emailIn(Object traits) {
    return traits instanceof JsonObject object ? named("email:", object.getValue("email")) : "";
  }

  private static String named(String type, Object value) {
    if (!(value instanceof String) && !(value instanceof Number)) {
      return NOBODY;
    }
    String text = value.toString();
    return text.isBlank() ? NOBODY : of(type + text);
  }
}
