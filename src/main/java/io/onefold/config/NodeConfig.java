package io.onefold.config;

import io.onefold.config.key.Key;
import io.onefold.config.key.Kinds;
import io.onefold.config.key.Section;
import java.util.regex.Pattern;

/**
 * The node itself.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param name tells this node from others in logs and metrics
 * @param eventLoops threads that do all the work; 0 means one for each core
 */
public record NodeConfig(String name, int eventLoops) {

  /** The name of a node that was not given one. */
  public static final String UNNAMED = "onefold-1";

  private static final Key<String> NAME =
      Key.of(
          "name",
          UNNAMED,
          Kinds.text(
              Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}"),
              "1 to 64 letters, digits, dots, dashes and underscores"));
  private static final Key<Integer> EVENT_LOOPS = Key.of("event-loops", 0, Kinds.whole(0, 1_024));

  public NodeConfig {
    NAME.require(name);
    EVENT_LOOPS.require(eventLoops);
  }

  static NodeConfig read(Section section) {
    return new NodeConfig(section.read(NAME), section.read(EVENT_LOOPS));
  }
}
