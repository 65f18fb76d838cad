package io.onefold.fault;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What is wrong with what the cluster says of a visitor, given what was told of her. An event that
 * was acknowledged has to be there once; one that was not, at most once.
 *
 * @param lost events that were acknowledged and are not there
 * @param doubled events that are there or were counted more than once
 * @param foreign events of others
 * @param disordered events that stand before one that was sent earlier
 * @param miscounted names whose count is wrong, although every event was acknowledged
 * @param pieces profiles that her identifiers lead to, beyond the one
 */
record Judgement(int lost, int doubled, int foreign, int disordered, int miscounted, int pieces) {

  static final Judgement SOUND = new Judgement(0, 0, 0, 0, 0, 0);

  /**
   * Compares.
   *
   * @param whole whether the timeline reaches back to the beginning; after Redis has forgotten
   *     everything it does not, and counts have to do
   */
  static Judgement of(Visitor told, Standing found, boolean whole) {
    Map<Integer, Integer> times = new HashMap<>();
    found.timeline().forEach(id -> times.merge(told.number(id), 1, Integer::sum));
    Integer foreign = times.remove(-1);
    int distinct = times.size();
    int twice = times.values().stream().mapToInt(often -> often - 1).sum();
    int gone = (int) missing(told, found).count();
    int uncounted = told.acknowledged() - found.eventCount();
    int overcounted = found.eventCount() - (whole ? distinct + gone : told.sent());
    return new Judgement(
        Math.max(0, whole ? Math.max(gone, uncounted) : uncounted),
        Math.max(twice, Math.max(0, overcounted)),
        foreign == null ? 0 : foreign,
        disordered(told, found.timeline()),
        miscounted(told, found),
        Math.max(0, found.profiles().size() - 1));
  }

  boolean isSound() {
    return equals(SOUND);
  }

  Judgement plus(Judgement other) {
    return new Judgement(
        lost + other.lost,
        doubled + other.doubled,
        foreign + other.foreign,
        disordered + other.disordered,
        miscounted + other.miscounted,
        pieces + other.pieces);
  }

  /** The numbers of events that were acknowledged and are not in the timeline. */
  static IntStream missing(Visitor told, Standing found) {
    Set<String> there = Set.copyOf(found.timeline());
    return IntStream.range(0, told.sent())
        .filter(told::isAcknowledged)
        .filter(number -> !there.contains(told.id(number)));
  }

  private static int disordered(Visitor told, List<String> timeline) {
    int disordered = 0;
    for (int i = 1; i < timeline.size(); i++) {
      disordered += told.number(timeline.get(i - 1)) < told.number(timeline.get(i)) ? 1 : 0;
    }
    return disordered;
  }

  private static int miscounted(Visitor told, Standing found) {
    if (told.acknowledged() < told.sent() || found.eventCount() < told.sent()) {
      return 0; // which of them are there is not known; how many are missing was counted
    }
    int wrong = 0;
    for (Map.Entry<String, Integer> count : told.counts().entrySet()) {
      wrong += count.getValue().equals(found.counts().get(count.getKey())) ? 0 : 1;
    }
    return wrong;
  }
}
