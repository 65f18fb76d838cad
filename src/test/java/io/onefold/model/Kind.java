package io.onefold.model;

/** What an identifier can prove, by its first letter in a {@link Scope}. */
enum Kind {
  /** At most one value a profile: a customer id. */
  UNIQUE,
  /** Ties whatever it touches: the record of a source. */
  SOURCE,
  /** A person has several, but two people never share one: an e-mail address. */
  PERSON,
  /** People share it: a device, an order, a link token. */
  DEVICE;

  static Kind of(char letter) {
    for (Kind kind : values()) {
      if (kind.name().charAt(0) == letter) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no kind begins with " + letter);
  }
}
