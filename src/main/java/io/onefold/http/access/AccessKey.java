package io.onefold.http.access;

import io.onefold.event.Origin;

/**
 * A key that opens an account, without the key itself: only its SHA-256 is known.
 *
 * <p><b>Threading.</b> Immutable by agreement: nobody writes to {@code sha256}.
 *
 * @param accountId 1 to 65,535
 * @param accountName for people, never a secret
 * @param currency the account's reporting currency, three upper-case letters
 * @param keyName for people: which key it is, without telling it
 * @param sha256 32 bytes
 */
public record AccessKey(
    int accountId,
    String accountName,
    String currency,
    KeyKind kind,
    String keyName,
    byte[] sha256) {

  /** The source that events sent with any key of today belong to. */
  private static final String SOURCE = "tracking";

  public static final int SHA256_BYTES = 32;

  public AccessKey {
    if (sha256.length != SHA256_BYTES) {
      throw new IllegalArgumentException("a SHA-256 has " + SHA256_BYTES + " bytes");
    }
  }

  /** Whose the events are that this key sends. */
  public Origin origin() {
    return new Origin(accountId, SOURCE);
  }

  /** Whether the key may see profiles. */
  public boolean reads() {
    return kind == KeyKind.SECRET;
  }
}
