package io.onefold.config;

import io.onefold.config.key.Key;
import io.onefold.config.key.Kinds;
import io.onefold.config.key.Section;
import java.util.regex.Pattern;

/**
 * The cluster that the node's data belongs to.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param name part of every Redis key, so that two clusters can share one Redis; fixed for the life
 *     of the data
 */
public record ClusterConfig(String name) {

  private static final Key<String> NAME =
      Key.of(
          "name",
          "onefold",
          Kinds.text(
              Pattern.compile("[a-z0-9][a-z0-9-]{0,39}"),
              "1 to 40 small letters, digits and dashes"));

  public ClusterConfig {
    NAME.require(name);
  }

  static ClusterConfig read(Section section) {
    return new ClusterConfig(section.read(NAME));
  }
}
