package io.onefold.config;

import io.onefold.config.key.Key;
import io.onefold.config.key.Kinds;
import io.onefold.config.key.Section;

/**
 * Into how many parts the profiles are divided.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param count fixed for the life of the data: every profile's home is computed from it
 */
public record ShardsConfig(int count) {

  private static final Key<Integer> COUNT = Key.of("count", 64, Kinds.whole(1, 16_384));

  public ShardsConfig {
    COUNT.require(count);
  }

  static ShardsConfig read(Section section) {
    return new ShardsConfig(section.read(COUNT));
  }
}
