package io.onefold.decode.id;

import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.ProfileId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Makes and opens the tokens that a mail's links carry, one for each recipient: by them the website
 * knows who came, for a while and for one purpose.
 *
 * <pre>
 *   version  key id  account  purpose  expires at  nonce  profile id, sealed  signature
 *      1       3        4        1      6 (ms)      16           16              16      bytes
 * </pre>
 *
 * <p>63 bytes in base64 for URLs are 84 letters, digits, dashes and underscores, with no bit left
 * over that could be changed unnoticed. Nothing in it is of the person: the profile id is encrypted
 * with the nonce, so that two tokens for one person have nothing in common either.
 *
 * <p>The first key makes tokens, all keys open them: to rotate, put a new key in front and drop the
 * old one {@link #LIFE_MS_MAX} later. To revoke all tokens at once, drop it now.
 *
 * <p><b>Threading.</b> Immutable, free to share.
 *
 * <p><b>Bounds.</b> A token lives for at most {@link #LIFE_MS_MAX}. Reads no clock and draws no
 * random number: both are given.
 *
 * <p><b>Errors.</b> Whatever text is opened, the answer is a value.
 *
 * <p><b>Source.</b> Encrypt, then authenticate: Katz and Lindell, "Introduction to Modern
 * Cryptography", section 4.5. HMAC-SHA-256 cut to 128 bits (RFC 2104, section 5); one block of AES
 * in CBC mode, the nonce as its initial vector.
 */
public final class LinkTokens {

  private static final long DAY_MS = 86_400_000;

  /** How long a token lives when nobody says otherwise: two weeks, in which most mails are read. */
  public static final long LIFE_MS_DEFAULT = 14 * DAY_MS;

  /** How long a token may live. */
  public static final long LIFE_MS_MAX = 30 * DAY_MS;

  /** Longest text that is looked at as a token: far more than one has. */
  public static final int CHARS_MAX = 512;

  /** Opens nothing: every token is forged. */
  public static final LinkTokens NONE = new LinkTokens(List.of());

  private static final int VERSION = 1;
  private static final int SIGNATURE_BYTES = 16;
  private static final int SIGNED_BYTES = 47;
  private static final int TOKEN_BYTES = SIGNED_BYTES + SIGNATURE_BYTES;
  private static final int TOKEN_CHARS = TOKEN_BYTES / 3 * 4;
  private static final long TIME_MAX = (1L << 48) - 1;

  private final List<LinkKey> keys;

  /**
   * @param keys the first one makes tokens, all open them
   * @throws IllegalArgumentException if two keys have the same id
   */
  public LinkTokens(List<LinkKey> keys) {
    this.keys = List.copyOf(keys);
    if (keys.stream().map(LinkKey::id).distinct().count() < keys.size()) {
      throw new IllegalArgumentException("two keys of link tokens have the same id");
    }
  }

  /** What a text is as a token. */
  public sealed interface Opened {

    /** A token for this person, of this account and purpose, in time. */
    record Valid(ProfileId profile) implements Opened {}

    /** Nothing that was made here, or not with a key that is known still. */
    record Forged() implements Opened {}

    /** A token of another account. */
    record Foreign() implements Opened {}

    /** A token for something else. */
    record WrongPurpose() implements Opened {}

    /** A token whose time is over. */
    record Expired() implements Opened {}
  }

  private static final Opened FORGED = new Opened.Forged();
  private static final Opened FOREIGN = new Opened.Foreign();
  private static final Opened WRONG_PURPOSE = new Opened.WrongPurpose();
  private static final Opened EXPIRED = new Opened.Expired();

  /** The recipient of a token as an identifier of an event: its hash is the profile's id. */
  public static Identifier identifier(ProfileId recipient) {
    Hash128 hash = new Hash128(recipient.hi(), recipient.lo());
    return new Identifier(IdentifierType.LINK_TOKEN, recipient.text(), hash);
  }

  /**
   * Makes a token.
   *
   * @param lifeMs from {@code nowMs} on, at most {@link #LIFE_MS_MAX}
   * @param nonce 128 random bits, never used before
   * @throws IllegalArgumentException if it would live too long, or not at all
   * @throws IllegalStateException if there is no key
   */
  public String seal(
      ProfileId profile,
      int accountId,
      LinkPurpose purpose,
      long nowMs,
      long lifeMs,
      Hash128 nonce) {
    if (lifeMs < 1 || lifeMs > LIFE_MS_MAX || nowMs < 0 || nowMs > TIME_MAX - lifeMs) {
      throw new IllegalArgumentException("a link token lives for 1 to " + LIFE_MS_MAX + " ms");
    }
    if (keys.isEmpty()) {
      throw new IllegalStateException("no key makes link tokens");
    }
    LinkKey key = keys.getFirst();
    long expiresAtMs = nowMs + lifeMs;
    ByteBuffer token = ByteBuffer.allocate(TOKEN_BYTES);
    token.putInt(VERSION << 24 | key.id()).putInt(accountId).put((byte) purpose.ordinal());
    token.putShort((short) (expiresAtMs >>> 32)).putInt((int) expiresAtMs);
    token.putLong(nonce.hi()).putLong(nonce.lo());
    token.put(key.seal(block(profile.hi() ^ nonce.hi(), profile.lo() ^ nonce.lo())));
    token.put(key.sign(token.array(), SIGNED_BYTES, SIGNATURE_BYTES));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
  }

  /**
   * What a text is as a token of this account, for this purpose. Nothing in it is believed before
   * its signature is.
   */
  public Opened open(String text, int accountId, LinkPurpose purpose, long nowMs) {
    Optional<ByteBuffer> read = bytes(text);
    Optional<LinkKey> made = read.flatMap(this::key);
    if (made.isEmpty() || !isSignedBy(made.get(), read.get().array())) {
      return FORGED;
    }
    ByteBuffer token = read.get().position(Integer.BYTES);
    if (token.getInt() != accountId) {
      return FOREIGN;
    }
    if (token.get() != purpose.ordinal()) {
      return WRONG_PURPOSE;
    }
    long expiresAtMs =
        Short.toUnsignedLong(token.getShort()) << 32 | Integer.toUnsignedLong(token.getInt());
    return nowMs < expiresAtMs ? new Opened.Valid(recipient(made.get(), token)) : EXPIRED;
  }

  private static Optional<ByteBuffer> bytes(String text) {
    if (text.length() != TOKEN_CHARS) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      return bytes.length == TOKEN_BYTES ? Optional.of(ByteBuffer.wrap(bytes)) : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private Optional<LinkKey> key(ByteBuffer token) {
    int head = token.getInt(0);
    return keys.stream().filter(key -> head == (VERSION << 24 | key.id())).findFirst();
  }

  /** In a time that does not depend on how much of the signature is right. */
  private static boolean isSignedBy(LinkKey key, byte[] token) {
    byte[] right = key.sign(token, SIGNED_BYTES, SIGNATURE_BYTES);
    byte[] sent = Arrays.copyOfRange(token, SIGNED_BYTES, TOKEN_BYTES);
    return MessageDigest.isEqual(right, sent);
  }

  private static ProfileId recipient(LinkKey key, ByteBuffer token) {
    long nonceHi = token.getLong();
    long nonceLo = token.getLong();
    ByteBuffer block = ByteBuffer.wrap(key.unseal(block(token.getLong(), token.getLong())));
    return new ProfileId(block.getLong() ^ nonceHi, block.getLong() ^ nonceLo);
  }

  private static byte[] block(long hi, long lo) {
    return ByteBuffer.allocate(2 * Long.BYTES).putLong(hi).putLong(lo).array();
  }
}
