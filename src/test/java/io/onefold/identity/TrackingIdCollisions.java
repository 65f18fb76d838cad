package io.onefold.identity;

import io.onefold.event.Hash128;
import io.onefold.event.ProfileId;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Makes tracking ids as nodes do, and counts those that are alike.
 *
 * <p>Ten million, where the build makes a hundred thousand: {@code mvn -q -Ptool
 * process-test-classes -Dtool=io.onefold.identity.TrackingIdCollisions -Dtool.args=10000000}.
 *
 * <p>Of each id the first 64 bits of its nonce are kept and sorted, 8 bytes an id; two ids that are
 * alike are so in these. Pairs that are alike in no more than these are to be expected once in
 * 370,000 runs of ten million.
 */
public final class TrackingIdCollisions {

  private static final int NONCE_CHARS = 11;

  private TrackingIdCollisions() {}

  /** How many of {@code count} tracking ids begin like another one. */
  static int count(int count, RandomGenerator random) {
    TrackingTokens tokens = new TrackingTokens(new byte[16]);
    long[] begins = new long[count];
    for (int i = 0; i < count; i++) {
      ProfileId id = ProfileId.of(i, i % 64, random.nextLong(), random.nextLong());
      String token = tokens.seal(id, new Hash128(random.nextLong(), random.nextLong()));
      begins[i] = number(token);
    }
    Arrays.parallelSort(begins);
    int alike = 0;
    for (int i = 1; i < count; i++) {
      alike += begins[i] == begins[i - 1] ? 1 : 0;
    }
    return alike;
  }

  /** The first eleven characters, which are 64 bits, as a number. */
  private static long number(String token) {
    long number = 0;
    for (int i = 0; i < NONCE_CHARS; i++) {
      number = number * 62 + digit(token.charAt(i));
    }
    return number;
  }

  private static int digit(char c) {
    return c <= '9' ? c - '0' : c <= 'Z' ? c - 'A' + 10 : c - 'a' + 36;
  }

  /** Prints how many of so many are alike: {@code COUNT}. */
  public static void main(String[] args) {
    int count = Integer.parseInt(args[0]);
    int alike = count(count, new SecureRandom());
    IO.println("tracking ids=" + count + " alike=" + alike);
    if (alike > 0) {
      throw new IllegalStateException(alike + " tracking ids are alike");
    }
  }
}
