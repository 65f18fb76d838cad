package io.onefold.config;

import io.onefold.config.key.Key;
import io.onefold.config.key.Kinds;
import io.onefold.config.key.Section;
import java.nio.file.Path;

/**
 * What the node keeps on its disk: the files of the embedded Redis and, in development, the
 * generated identity key.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param dir a directory, made if it does not exist; relative to where the node was started
 */
public record DataConfig(Path dir) {

  private static final Key<String> DIR =
      Key.of(
          "dir",
          "data",
          Kinds.text(path -> !path.isBlank() && path.indexOf('\0') < 0, "the path of a directory"));

  public DataConfig {
    DIR.require(dir.toString());
  }

  static DataConfig read(Section section) {
    return new DataConfig(Path.of(section.read(DIR)));
  }
}
