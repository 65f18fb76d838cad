package io.onefold.decode.json;

import com.fasterxml.jackson.core.JsonToken;

/**
 * What is wrong with an event or a body, in words for whoever sent it.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param code for programs, for example {@code wrong_type}
 * @param message what is wrong and what is allowed
 * @param field where, dotted as in {@code properties.total}; empty when it is no single field
 */
public record Fault(String code, String message, String field) {

  /** The code of {@link #eventTooLarge}. */
  public static final String EVENT_TOO_LARGE = "event_too_large";

  public static Fault eventTooLarge(int bytesMax) {
    return new Fault(EVENT_TOO_LARGE, "an event may have at most " + bytesMax + " bytes", "");
  }

  /** {@code found} is the token that stood where {@code allowed} was expected. */
  public static Fault wrongType(String field, String allowed, JsonToken found) {
    return wrongType(field, allowed + ", not " + nameOf(found));
  }

  public static Fault wrongType(String field, String allowed) {
    return new Fault("wrong_type", field + " must be " + allowed, field);
  }

  public static Fault valueTooLong(String field, int charsMax) {
    return tooLong("value_too_long", field, charsMax);
  }

  public static Fault nameTooLong(String field, int charsMax) {
    return tooLong("name_too_long", field, charsMax);
  }

  public static Fault identifierTooLong(String field, int charsMax) {
    return tooLong("identifier_too_long", field, charsMax);
  }

  public static Fault tooMany(String field, int max) {
    return new Fault("too_many_values", field + " may have at most " + max + " entries", field);
  }

  /**
   * @param depthMax levels that an event may have
   */
  public static Fault tooDeep(String field, int depthMax) {
    String what = "objects and lists may be nested " + depthMax + " levels deep in an event";
    return new Fault("too_deep", what + ", itself included", field);
  }

  /**
   * @param field that holds the key; empty when nobody knows
   */
  public static Fault keyTooLong(String field, int bytesMax) {
    return new Fault("key_too_long", "a key may have at most " + bytesMax + " bytes", field);
  }

  public static Fault missing(String code, String field, String why) {
    return new Fault(code, field + " is missing: " + why, field);
  }

  private static Fault tooLong(String code, String field, int charsMax) {
    return new Fault(code, field + " may have at most " + charsMax + " characters", field);
  }

  private static String nameOf(JsonToken token) {
    return switch (token) {
      case START_OBJECT, END_OBJECT, FIELD_NAME -> "an object";
      case START_ARRAY, END_ARRAY -> "a list";
      case VALUE_STRING -> "a text";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "true or false";
      case VALUE_NULL -> "null";
      case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> "something else";
    };
  }
}
