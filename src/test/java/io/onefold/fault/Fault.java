package io.onefold.fault;

import java.util.function.Function;

/**
 * Something that goes wrong and is put right again.
 *
 * @param name as it is called on the command line
 * @param strikes has it happen; returns when the cluster is whole again, with what was done
 * @param promised what holds for events that were acknowledged meanwhile, by level
 * @param keepsTimelines whether Redis keeps the events that it has
 */
record Fault(
    String name,
    Function<Scene, String> strikes,
    Function<Level, Promised> promised,
    boolean keepsTimelines) {

  /** After which nothing may be lost at any level. */
  static Fault harmless(String name, Function<Scene, String> strikes) {
    return new Fault(name, strikes, level -> Promised.NOTHING_LOST, true);
  }

  /** After which only what is in Redis counts. */
  static Fault hard(String name, Function<Scene, String> strikes) {
    return new Fault(
        name,
        strikes,
        level ->
            switch (level) {
              case MEMORY -> Promised.NOTHING_DOUBLED;
              case REDIS, BOTH -> Promised.NOTHING_LOST;
            },
        true);
  }

  /** The same for a Redis that forgets: only what came since is in the timelines. */
  Fault forgetful() {
    return new Fault(name, strikes, promised, false);
  }
}
