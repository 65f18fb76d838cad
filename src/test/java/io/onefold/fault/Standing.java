package io.onefold.fault;

import java.util.List;
import java.util.Map;

/**
 * What the cluster says of a visitor.
 *
 * @param profiles that her identifiers lead to, each once
 * @param eventCount of the profile of the first of them
 * @param counts of its events by name
 * @param timeline message ids of its events, the newest first
 */
record Standing(
    List<String> profiles, int eventCount, Map<String, Integer> counts, List<String> timeline) {

  static final Standing NOBODY = new Standing(List.of(), 0, Map.of(), List.of());

  Standing {
    profiles = List.copyOf(profiles);
    counts = Map.copyOf(counts);
    timeline = List.copyOf(timeline);
  }
}
