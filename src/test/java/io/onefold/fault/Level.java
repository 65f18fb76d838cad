package io.onefold.fault;

import java.util.Locale;

/** Where an event is before it is answered: {@code cluster.acknowledge}. */
enum Level {
  MEMORY,
  REDIS,
  BOTH;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
