package io.onefold;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The command line, taken apart.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param configArguments what is left for the configuration's loader
 * @param restoreId an older checkpoint to start from
 * @param acceptEmpty start although the store is empty and was not before
 * @param help only say what can be said here
 */
record Options(
    List<String> configArguments, Optional<String> restoreId, boolean acceptEmpty, boolean help) {

  static final String USAGE =
      """
      Usage: onefold [--config FILE] [--restore=CHECKPOINT] [--accept-empty]

        --config FILE          configuration, config/onefold.yaml when it exists
        --restore=CHECKPOINT   start from an older checkpoint; what came after it is given up
        --accept-empty         start although the store has lost what it held at the last run
      """;

  private static final String RESTORE = "--restore=";

  static Options parse(String[] arguments) {
    List<String> rest = new ArrayList<>();
    Optional<String> restoreId = Optional.empty();
    boolean acceptEmpty = false;
    boolean help = false;
    for (String argument : arguments) {
      switch (argument) {
        case "--accept-empty" -> acceptEmpty = true;
        case "--help" -> help = true;
        case String s when s.startsWith(RESTORE) ->
            restoreId = Optional.of(s.substring(RESTORE.length()));
        case String s -> rest.add(s);
      }
    }
    return new Options(List.copyOf(rest), restoreId, acceptEmpty, help);
  }
}
