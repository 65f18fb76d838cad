package io.onefold.config;

import io.onefold.config.key.Key;
import io.onefold.config.key.Kinds;
import io.onefold.config.key.Section;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A key that callers present, by its hash: the file does not give it away.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param kind what the key opens
 * @param name tells it from others when people speak of it
 * @param sha256 SHA-256 of the key in UTF-8, 64 hexadecimal digits in lower case
 */
public record ApiKeyConfig(Kind kind, String name, String sha256) {

  /** What a key opens. */
  public enum Kind {
    /** Public: ingest, and personalize for the caller's own device. */
    BROWSER,
    /** A back end's: ingest with any identifier. */
    SERVER,
    /** Reads and administers. */
    SECRET
  }

  private static final Key<Kind> KIND = Key.of("kind", Kind.BROWSER, Kinds.choice(Kind.class));
  private static final Key<String> NAME =
      Key.of(
          "name",
          "",
          Kinds.text(
              Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,59}"),
              "1 to 60 letters, digits, spaces, dots, dashes and underscores"));
  private static final Key<String> SHA_256 =
      Key.secret(
          "sha256",
          "",
          Kinds.text(
              Pattern.compile("[0-9a-fA-F]{64}"),
              "the SHA-256 of the key, 64 hexadecimal digits in quotes"));

  public ApiKeyConfig {
    KIND.require(kind);
    NAME.require(name);
    sha256 = SHA_256.require(sha256).toLowerCase(Locale.ROOT);
  }

  /** For a key at hand. */
  static ApiKeyConfig of(Kind kind, String name, String key) {
    return new ApiKeyConfig(kind, name, sha256(key));
  }

  /** Empty if something is wrong with it, which has been noted then. */
  static Optional<ApiKeyConfig> read(Section section, Set<String> taken) {
    Optional<Kind> kind = section.require(KIND);
    Optional<String> name = section.require(NAME);
    Optional<String> sha256 = section.require(SHA_256).map(hex -> hex.toLowerCase(Locale.ROOT));
    if (sha256.isPresent() && !taken.add("sha256 " + sha256.get())) {
      section.complain(SHA_256.name(), "used twice", "a key that no other entry has");
    }
    return kind.isPresent() && name.isPresent() && sha256.isPresent()
        ? Optional.of(new ApiKeyConfig(kind.get(), name.get(), sha256.get()))
        : Optional.empty();
  }

  private static String sha256(String key) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(key.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
