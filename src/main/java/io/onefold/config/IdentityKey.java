package io.onefold.config;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The secret under which identifiers are hashed before they become index entries. It cannot be
 * changed while there is data: every home and every index entry follows from it.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * <p><b>Bounds.</b> Exactly {@link #BYTES} bytes. Never part of a text.
 */
public final class IdentityKey {

  /** 256 bits, the block of the hash it is used with. */
  public static final int BYTES = 32;

  private final byte[] bytes;

  private IdentityKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Takes over a copy.
   *
   * @throws IllegalArgumentException if there are not {@link #BYTES} bytes
   */
  public static IdentityKey of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("an identity key has 32 bytes, not " + bytes.length);
    }
    return new IdentityKey(bytes.clone());
  }

  /** Reads 64 hexadecimal digits, or base64 with or without padding; anything else is empty. */
  public static Optional<IdentityKey> parse(String text) {
    try {
      byte[] bytes =
          text.length() == 2 * BYTES
              ? HexFormat.of().parseHex(text)
              : Base64.getDecoder().decode(text);
      return bytes.length == BYTES ? Optional.of(of(bytes)) : Optional.empty();
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  /** A copy. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IdentityKey key && MessageDigest.isEqual(bytes, key.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "IdentityKey[not shown]";
  }
}
