package io.onefold.journal.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;

/**
 * The {@code redis-server} in the class path that fits this machine.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param resource its name in the class path
 */
record RedisBinary(String resource) {

  private static final String VERSION = "7.0.15";

  /** The binary for an operating system and processor as Java names them, if there is one. */
  static Optional<RedisBinary> of(String osName, String osArch) {
    String os = osName.toLowerCase(Locale.ROOT);
    String system = os.contains("linux") ? "linux" : os.contains("mac") ? "darwin" : "";
    String processor =
        switch (osArch.toLowerCase(Locale.ROOT)) {
          case "amd64", "x86_64" -> "amd64";
          case "aarch64", "arm64" -> "arm64";
          case "x86", "i386", "i686" -> "386";
          default -> "";
        };
    RedisBinary binary =
        new RedisBinary("redis-server-" + VERSION + "-" + system + "-" + processor);
    return RedisBinary.class.getResource("/" + binary.resource) == null
        ? Optional.empty()
        : Optional.of(binary);
  }

  /** Unpacks the binary unless it is there; returns where it is. */
  Path unpack(Path directory) throws IOException {
    Files.createDirectories(directory);
    Path target = directory.resolve(resource);
    if (!Files.isExecutable(target)) {
      Path partial = directory.resolve(resource + ".partial");
      try (InputStream in = RedisBinary.class.getResourceAsStream("/" + resource)) {
        Files.copy(in, partial, StandardCopyOption.REPLACE_EXISTING);
      }
      partial.toFile().setExecutable(true);
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    }
    return target;
  }
}
