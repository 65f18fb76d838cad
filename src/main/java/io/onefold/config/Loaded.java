package io.onefold.config;

import io.onefold.config.key.Mistake;
import io.onefold.config.key.Settings;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What became of reading the configuration.
 *
 * <p><b>Threading.</b> Immutable.
 */
public sealed interface Loaded permits Loaded.Config, Loaded.Invalid {

  /**
   * All is well.
   *
   * @param settings what was set, to tell what changes when it is read again
   */
  record Config(OnefoldConfig config, Settings settings) implements Loaded {}

  /** It cannot be used; every mistake is here, at least one, sorted by key. */
  record Invalid(List<Mistake> mistakes) implements Loaded {

    public Invalid {
      mistakes = List.copyOf(mistakes);
    }

    /** One line a mistake, for the person who started the node. */
    public String report() {
      return mistakes.stream()
          .map(mistake -> "  " + mistake)
          .collect(Collectors.joining("\n", "The configuration cannot be used:\n", "\n"));
    }
  }
}
