package io.onefold.decode.id;

import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.Origin;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hides identifiers and message ids behind keyed hashes. The account is part of what is hashed, so
 * the same address of two accounts has two unrelated hashes.
 *
 * <p>An email is hashed over its SHA-256, so that who knows only the SHA-256 (a mail tool, say)
 * finds the same person by one look-up.
 *
 * <p><b>Threading.</b> Immutable, free to share. Allocates nothing beyond its result, but for an
 * email, whose SHA-256 needs a state of its own.
 *
 * <p><b>Source.</b> SipHash-2-4 (see {@link SipHash}) where HMAC-SHA-256 would cost one to four
 * microseconds: the key is secret and hashes never leave the cluster, which is all that SipHash
 * asks for. Its two keys come from the secret by HMAC-SHA-256 with a label each, as in HKDF's
 * expand step (RFC 5869).
 */
public final class IdentifierHasher {

  /** Length of the secret: 256 bits. */
  public static final int SECRET_BYTES = 32;

  /** A byte that no UTF-8 text holds: without it "ab" + "c" would be "a" + "bc". */
  private static final int SEPARATOR = 0xff;

  private final SipKey identifiers;
  private final SipKey messages;

  /** Never fed: it is cloned for each email, which is cheaper than looking the algorithm up. */
  private final MessageDigest sha256;

  /**
   * @param secret read during the call, not kept
   * @throws IllegalArgumentException if the secret is not {@link #SECRET_BYTES} long
   */
  public IdentifierHasher(byte[] secret) {
    if (secret.length != SECRET_BYTES) {
      throw new IllegalArgumentException(
          "the identifier secret has " + SECRET_BYTES + " bytes, not " + secret.length);
    }
    identifiers = derive(secret, "onefold identifiers 1");
    messages = derive(secret, "onefold messages 1");
    sha256 = newSha256();
  }

  /** The identifier of an account with this type and normalised value. */
  public Identifier identifier(int accountId, IdentifierType type, String normalised) {
    return new Identifier(type, normalised, hash(accountId, type, normalised));
  }

  /** The hash that stands for a normalised value. */
  public Hash128 hash(int accountId, IdentifierType type, String normalised) {
    String hashed = type == IdentifierType.EMAIL ? sha256Hex(normalised) : normalised;
    return sip(accountId, type, hashed);
  }

  /**
   * The hash of the email address whose SHA-256 is known.
   *
   * @param sha256Hex 64 lower-case hexadecimal digits
   */
  public Hash128 hashOfEmailSha256(int accountId, String sha256Hex) {
    return sip(accountId, IdentifierType.EMAIL, sha256Hex);
  }

  /**
   * Tells messages apart, and refunds of one order: 64 bits over account, source and {@code id}.
   */
  public long fingerprint(Origin origin, String id) {
    return SipHash.narrow(messages)
        .i32(origin.accountId())
        .utf8(origin.source())
        .octet(SEPARATOR)
        .utf8(id)
        .bits64();
  }

  private Hash128 sip(int accountId, IdentifierType type, String value) {
    return SipHash.wide(identifiers).i32(accountId).octet(type.ordinal()).utf8(value).bits128();
  }

  private String sha256Hex(String text) {
    try {
      MessageDigest digest = (MessageDigest) sha256.clone();
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("this JDK's SHA-256 cannot be cloned", e);
    }
  }

  private static SipKey derive(byte[] secret, String label) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return SipKey.of(mac.doFinal(label.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks HmacSHA256", e);
    }
  }

  private static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks SHA-256", e);
    }
  }
}
