package io.onefold.decode.rules;

import io.onefold.event.IdentifierType;

/**
 * Something that was sent to say who somebody is, and does not: the event goes on without it.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param value as it was sent; empty for a link token, which nobody should repeat
 * @param field where it was sent
 */
public record Unused(IdentifierType type, String value, String field, Why why) {

  /** Why it says nothing. */
  public enum Why {
    /** A value that stands for nobody. */
    BLOCKED("blocked_value"),
    /** Not a value of its type. */
    INVALID("invalid_value"),
    /** A person for whom the sender's word is not enough. */
    UNVOUCHED("user_hash_missing"),
    /** A link token that nobody made, or that was changed. */
    FORGED("link_token_forged"),
    /** A link token of another account. */
    FOREIGN("link_token_foreign"),
    /** A link token that is too old. */
    EXPIRED("link_token_expired"),
    /** A link token for something else. */
    WRONG_PURPOSE("link_token_wrong_purpose");

    private final String code;

    Why(String code) {
      this.code = code;
    }

    /** The code shown in explanations. */
    public String code() {
      return code;
    }
  }
}
