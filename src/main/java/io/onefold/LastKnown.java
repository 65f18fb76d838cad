package io.onefold;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Remembers beside the data that the store once held something, so that a store that has become
 * empty is not mistaken for a new one.
 *
 * <p><b>Threading.</b> Blocking; not for event loops.
 */
final class LastKnown {

  private final Path file;

  LastKnown(Path dataDir, String cluster) {
    this.file = dataDir.resolve("last-known-" + cluster);
  }

  boolean heldData() {
    return Files.exists(file);
  }

  /** The store holds data from now on. */
  void remember() throws IOException {
    if (!Files.exists(file)) {
      Files.createDirectories(file.getParent());
      Files.createFile(file);
    }
  }
}
