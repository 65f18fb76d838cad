package io.onefold.decode.id;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key that link tokens are made with: one secret gives a key to encrypt, a key to sign, and an id
 * that may be shown, by which a token says which key it was made with.
 *
 * <p><b>Threading.</b> Immutable, free to share.
 *
 * <p><b>Source.</b> A key for each use, by HMAC-SHA-256 with a label, as in HKDF's expand step (RFC
 * 5869).
 */
public final class LinkKey {

  /** Length of the secret: 256 bits. */
  public static final int SECRET_BYTES = 32;

  /** An id has 24 bits: two keys of a ring share one once in 17 million. */
  private static final int ID_SHIFT = 8;

  private static final String HMAC = "HmacSHA256";
  private static final int AES_BYTES = 16;

  private final int id;
  private final SecretKeySpec sealing;
  private final SecretKeySpec signing;

  /**
   * @param secret read during the call, not kept
   * @throws IllegalArgumentException if the secret is not {@link #SECRET_BYTES} long
   */
  public LinkKey(byte[] secret) {
    if (secret.length != SECRET_BYTES) {
      throw new IllegalArgumentException(
          "the secret of link tokens has " + SECRET_BYTES + " bytes, not " + secret.length);
    }
    SecretKeySpec root = new SecretKeySpec(secret, HMAC);
    id = ByteBuffer.wrap(mac(root, label("link key id 1"))).getInt() >>> ID_SHIFT;
    sealing = new SecretKeySpec(mac(root, label("link sealing 1")), 0, AES_BYTES, "AES");
    signing = new SecretKeySpec(mac(root, label("link signing 1")), HMAC);
  }

  int id() {
    return id;
  }

  /** The first {@code bytes} of the signature over what stands in {@code text} up to {@code to}. */
  byte[] sign(byte[] text, int to, int bytes) {
    return Arrays.copyOf(mac(signing, Arrays.copyOf(text, to)), bytes);
  }

  /** One block of 16 bytes. */
  byte[] seal(byte[] block) {
    return aes(Cipher.ENCRYPT_MODE, block);
  }

  /** What {@link #seal} sealed. */
  byte[] unseal(byte[] block) {
    return aes(Cipher.DECRYPT_MODE, block);
  }

  private byte[] aes(int mode, byte[] block) {
    try {
      Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
      cipher.init(mode, sealing);
      return cipher.doFinal(block);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES refused a block of 16 bytes", e);
    }
  }

  private static byte[] label(String use) {
    return ("onefold " + use).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] mac(SecretKeySpec key, byte[] text) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks HmacSHA256", e);
    }
  }
}
