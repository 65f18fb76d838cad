package io.onefold.config.cluster;

import io.onefold.config.key.Key;
import io.onefold.config.key.Kinds;
import io.onefold.config.key.Section;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How members know each other on the event bus, and keep others from reading it. Both ends show a
 * certificate, and both have to be signed by the authority.
 *
 * <p><b>Threading.</b> Immutable. The files are read by whoever uses them.
 *
 * @param certificate of this node, a PEM file, with its chain
 * @param key of this node, a PEM file
 * @param authority whose certificates are believed, a PEM file: one of your own, since all that it
 *     signs may join
 */
public record BusTlsConfig(Path certificate, Path key, Path authority) {

  private static final Key<Boolean> ENABLED = Key.of("enabled", false, Kinds.flag());
  private static final Key<Optional<String>> CERTIFICATE = file("certificate");
  private static final Key<Optional<String>> KEY = file("key");
  private static final Key<Optional<String>> AUTHORITY = file("ca");

  public BusTlsConfig {
    CERTIFICATE.require(Optional.of(certificate.toString()));
    KEY.require(Optional.of(key.toString()));
    AUTHORITY.require(Optional.of(authority.toString()));
  }

  /** Empty when it is off; then the files do not matter. */
  public static Optional<BusTlsConfig> read(Section section) {
    boolean enabled = section.read(ENABLED);
    Optional<Path> certificate = path(section, CERTIFICATE, enabled);
    Optional<Path> key = path(section, KEY, enabled);
    Optional<Path> authority = path(section, AUTHORITY, enabled);
    return enabled && certificate.isPresent() && key.isPresent() && authority.isPresent()
        ? Optional.of(new BusTlsConfig(certificate.get(), key.get(), authority.get()))
        : Optional.empty();
  }

  private static Optional<Path> path(Section section, Key<Optional<String>> key, boolean needed) {
    Optional<String> path = section.read(key);
    if (needed && path.isEmpty()) {
      section.complain(key.name(), "missing", key.kind().allowed());
    }
    return path.map(Path::of);
  }

  private static Key<Optional<String>> file(String name) {
    return Key.of(
        name,
        Optional.empty(),
        Kinds.optional(
            Kinds.text(
                path -> !path.isBlank() && path.indexOf('\0') < 0, "the path of a PEM file")));
  }
}
