package io.onefold.decode.json;

import java.util.Arrays;

/**
 * Where an object stands in the body, and the two fields of it that may identify somebody.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param from offset of the opening brace
 * @param to offset behind the closing brace
 * @param email as sent, empty when absent or not a text
 * @param phone as sent, empty when absent and when neither text nor number
 */
public record Section(int from, int to, String email, String phone) {

  /** The object was not sent. */
  public static final Section NONE = new Section(0, 0, "", "");

  private static final byte[] EMPTY_OBJECT = {'{', '}'};

  public boolean isPresent() {
    return to > from;
  }

  /** A copy of the object's own bytes; an empty object when it was not sent. */
  public byte[] bytes(byte[] json) {
    return isPresent() ? Arrays.copyOfRange(json, from, to) : EMPTY_OBJECT.clone();
  }
}
