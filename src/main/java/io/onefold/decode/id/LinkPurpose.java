package io.onefold.decode.id;

import java.util.Optional;

/**
 * What a link in a mail is for. A token is good for its own purpose only: one out of a link that
 * anybody may follow must not do what another link is for.
 *
 * <p><b>Threading.</b> Immutable. The ordinal stands in tokens: constants are only ever appended.
 */
public enum LinkPurpose {
  /** A page of the website: who opens it there with the tracker is taken for the recipient. */
  LINK("link"),
  /**
   * The page that ends a subscription, also for those to whom a mail was forwarded: binds nobody.
   */
  UNSUBSCRIBE("unsubscribe");

  private final String code;

  LinkPurpose(String code) {
    this.code = code;
  }

  /** The name used in JSON. */
  public String code() {
    return code;
  }

  /** The purpose of this name; empty when there is none. */
  public static Optional<LinkPurpose> named(String code) {
    for (LinkPurpose purpose : values()) {
      if (purpose.code.equals(code)) {
        return Optional.of(purpose);
      }
    }
    return Optional.empty();
  }
}
