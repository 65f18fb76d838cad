package io.onefold.identity;

import io.onefold.event.Hash128;
import io.onefold.event.ProfileId;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes and opens tracking ids: opaque tokens of 44 letters and digits that name a profile to the
 * outside and carry nothing of the person.
 *
 * <p>A token is a random 128-bit nonce, followed by the profile id that was combined with the nonce
 * and encrypted. So it needs no index: opening it gives the profile id, and the id its home shard.
 * Every token ever issued keeps opening, without being stored; whether it is the current one is
 * known by its nonce, which the profile keeps. A changed or invented token opens to a random id
 * that no profile has.
 *
 * <p><b>Threading.</b> Not thread-safe: one for each thread.
 *
 * <p><b>Source.</b> A block cipher used as a pseudo-random permutation of one block: Katz and
 * Lindell, "Introduction to Modern Cryptography", section 3.5. AES, since the JDK and the processor
 * have it.
 */
public final class TrackingTokens {

  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int BASE = 62;

  /** 62<sup>11</sup> is the first power of 62 above 2<sup>64</sup>. */
  private static final int CHARS_PER_LONG = 11;

  private static final int TOKEN_CHARS = 4 * CHARS_PER_LONG;

  private final Cipher seal;
  private final Cipher open;

  /**
   * @param key 16 bytes, secret, the same on all nodes for the life of the data
   */
  public TrackingTokens(byte[] key) {
    try {
      SecretKeySpec spec = new SecretKeySpec(key, "AES");
      seal = Cipher.getInstance("AES/ECB/NoPadding");
      seal.init(Cipher.ENCRYPT_MODE, spec);
      open = Cipher.getInstance("AES/ECB/NoPadding");
      open.init(Cipher.DECRYPT_MODE, spec);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("tracking ids need an AES key of 16 bytes", e);
    }
  }

  /** The token for a profile and a nonce. */
  public String seal(ProfileId profile, Hash128 nonce) {
    Hash128 sealed = block(seal, new Hash128(profile.hi() ^ nonce.hi(), profile.lo() ^ nonce.lo()));
    StringBuilder token = new StringBuilder(TOKEN_CHARS);
    append(token, nonce.hi());
    append(token, nonce.lo());
    append(token, sealed.hi());
    append(token, sealed.lo());
    return token.toString();
  }

  /** The profile that a token names; empty when the text is no token. The profile may not exist. */
  public Optional<ProfileId> open(String token) {
    if (token.length() != TOKEN_CHARS) {
      return Optional.empty();
    }
    long[] parts = new long[4];
    for (int i = 0; i < parts.length; i++) {
      if (!parse(token, i * CHARS_PER_LONG, parts, i)) {
        return Optional.empty();
      }
    }
    Hash128 opened = block(open, new Hash128(parts[2], parts[3]));
    return Optional.of(new ProfileId(opened.hi() ^ parts[0], opened.lo() ^ parts[1]));
  }

  private static Hash128 block(Cipher cipher, Hash128 in) {
    try {
      byte[] plain = ByteBuffer.allocate(16).putLong(in.hi()).putLong(in.lo()).array();
      ByteBuffer out = ByteBuffer.wrap(cipher.doFinal(plain));
      return new Hash128(out.getLong(), out.getLong());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES refused a block of 16 bytes", e);
    }
  }

  private static void append(StringBuilder token, long value) {
    char[] digits = new char[CHARS_PER_LONG];
    long rest = value;
    for (int i = CHARS_PER_LONG - 1; i >= 0; i--) {
      digits[i] = ALPHABET.charAt((int) Long.remainderUnsigned(rest, BASE));
      rest = Long.divideUnsigned(rest, BASE);
    }
    token.append(digits);
  }

  private static boolean parse(String token, int from, long[] parts, int part) {
    long value = 0;
    for (int i = from; i < from + CHARS_PER_LONG; i++) {
      int digit = ALPHABET.indexOf(token.charAt(i));
      long limit = Long.divideUnsigned(-1L - Math.max(digit, 0), BASE);
      if (digit < 0 || Long.compareUnsigned(value, limit) > 0) {
        return false;
      }
      value = value * BASE + digit;
    }
    parts[part] = value;
    return true;
  }
}
