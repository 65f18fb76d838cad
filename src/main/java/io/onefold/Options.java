package io.onefold;

import java.util.ArrayList;
import java.util.List;

/**
 * The command line, taken apart.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param configArguments what is left for the configuration's loader
 * @param restoreIds older checkpoints to start from, each of the shard that has it
 * @param acceptEmpty start although the store is empty and was not before
 * @param help only say what can be said here
 */
record Options(
    List<String> configArguments, List<String> restoreIds, boolean acceptEmpty, boolean help) {

  static final String USAGE =
      """
      Usage: onefold [--config FILE] [--restore=CHECKPOINT]... [--accept-empty]

        --config FILE          configuration, config/onefold.yaml when it exists
        --restore=CHECKPOINT   start its shard from an older checkpoint; what came after is given up;
                               once for each shard that needs it
        --accept-empty         start although the store has lost what it held at the last run
      """;

  private static final String RESTORE = "--restore=";

  static Options parse(String[] arguments) {
    List<String> rest = new ArrayList<>();
    List<String> restoreIds = new ArrayList<>();
    boolean acceptEmpty = false;
    boolean help = false;
    for (String argument : arguments) {
      switch (argument) {
        case "--accept-empty" -> acceptEmpty = true;
        case "--help" -> help = true;
        case String s when s.startsWith(RESTORE) -> restoreIds.add(s.substring(RESTORE.length()));
        case String s -> rest.add(s);
      }
    }
    return new Options(List.copyOf(rest), List.copyOf(restoreIds), acceptEmpty, help);
  }
}
