package io.onefold.fault;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** Keys that are not the development ones, with which nodes would only listen on loopback. */
final class Keys {

  static final String SERVER = "fault-server-key";
  static final String SECRET = "fault-secret-key";

  private static final String IDENTITY = "0123456789abcdef".repeat(4);

  private Keys() {}

  static byte[] identity() {
    return HexFormat.of().parseHex(IDENTITY);
  }

  /** What a node is told of them. */
  static Map<String, String> environment() {
    String account =
        """
        [{"id":1,"name":"fault","currency":"EUR","keys":[\
        {"kind":"server","name":"clients","sha256":"%s"},\
        {"kind":"secret","name":"checker","sha256":"%s"}]}]\
        """
            .formatted(sha256(SERVER), sha256(SECRET));
    return Map.of("ONEFOLD_ACCOUNTS", account, "ONEFOLD_IDENTITY_KEY", IDENTITY);
  }

  private static String sha256(String key) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(key.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
