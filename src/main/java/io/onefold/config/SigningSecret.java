package io.onefold.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The secret that an account shares with its own back end, to sign for the people that browsers
 * name.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * <p><b>Bounds.</b> {@value #CHARS_MIN} to {@value #CHARS_MAX} characters. Never part of a text.
 */
public final class SigningSecret {

  /** Shorter ones can be guessed from one signature. */
  static final int CHARS_MIN = 16;

  static final int CHARS_MAX = 256;

  private final byte[] bytes;

  private SigningSecret(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The secret that is written so. */
  static SigningSecret of(String text) {
    return new SigningSecret(text.getBytes(StandardCharsets.UTF_8));
  }

  static boolean isLongEnough(String text) {
    return text.length() >= CHARS_MIN && text.length() <= CHARS_MAX;
  }

  /** A copy of its UTF-8. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SigningSecret secret && MessageDigest.isEqual(bytes, secret.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "SigningSecret[not shown]";
  }
}
