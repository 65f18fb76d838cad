package io.onefold;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secrets that one identity key gives: a key of its own for each use, and an id that may be
 * shown.
 *
 * <p><b>Threading.</b> Immutable by agreement: nobody writes to the arrays.
 *
 * @param hashing 32 bytes, for the hashes of identifiers
 * @param tracking 16 bytes, for tracking ids
 * @param links 32 bytes, for the tokens of links in mails
 * @param id tells whether data was written with the same key, without telling the key
 */
record Secrets(byte[] hashing, byte[] tracking, byte[] links, String id) {

  private static final String FILE = "identity.key";
  private static final int KEY_BYTES = 32;
  private static final int TRACKING_BYTES = 16;
  private static final int ID_BYTES = 8;

  static Secrets of(byte[] identityKey) {
    byte[] tracking = derive(identityKey, "tracking");
    byte[] id = derive(identityKey, "id");
    return new Secrets(
        derive(identityKey, "hashing"),
        Arrays.copyOf(tracking, TRACKING_BYTES),
        derive(identityKey, "links"),
        HexFormat.of().formatHex(id, 0, ID_BYTES));
  }

  /** The key of a node that was given none: made at the first start, then read again. */
  static Secrets kept(Path dataDir, SecureRandom random) throws IOException {
    Path file = dataDir.resolve(FILE);
    if (!Files.exists(file)) {
      byte[] key = new byte[KEY_BYTES];
      random.nextBytes(key);
      Files.createDirectories(dataDir);
      Files.createFile(file);
      if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      }
      Files.writeString(file, HexFormat.of().formatHex(key), StandardOpenOption.WRITE);
    }
    try {
      return of(HexFormat.of().parseHex(Files.readString(file).strip()));
    } catch (IllegalArgumentException damaged) {
      throw new IOException(file + " does not hold a key of 64 hexadecimal digits", damaged);
    }
  }

  private static byte[] derive(byte[] key, String use) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(("onefold " + use).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has HMAC-SHA256", impossible);
    }
  }
}
