package io.onefold.journal;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * Bytes that are looked for where they should not be. Random, so that nothing presses them, and
 * they are found as they are.
 *
 * <p><b>Threading.</b> Stateless.
 */
public final class Canary {

  private Canary() {}

  /** Random bytes, so that they are stored as they are, by whatever would press them. */
  public static byte[] bytes(long seed) {
    byte[] canary = new byte[64];
    new Random(seed).nextBytes(canary);
    return canary;
  }

  public static boolean isIn(byte[] bytes, byte[] wanted) {
    return new String(bytes, StandardCharsets.ISO_8859_1)
        .contains(new String(wanted, StandardCharsets.ISO_8859_1));
  }
}
