package io.onefold.fault;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/**
 * What clients were answered.
 *
 * <p><b>Threading.</b> Thread-safe.
 */
final class Tally {

  private final LongAdder acknowledged = new LongAdder();
  private final LongAdder behind = new LongAdder();
  private final LongAdder reads = new LongAdder();
  private final Map<String, LongAdder> answers = new ConcurrentHashMap<>();
  private final Map<Integer, LongAdder> byNode = new ConcurrentHashMap<>();

  void acknowledged(int node, int events) {
    acknowledged.add(events);
    byNode.computeIfAbsent(node, first -> new LongAdder()).increment();
  }

  /** A request was answered so, or not at all. */
  void answered(String how) {
    answers.computeIfAbsent(how, first -> new LongAdder()).increment();
  }

  /** Somebody asked for a profile, which had all that was acknowledged before, or not. */
  void read(boolean complete) {
    reads.increment();
    if (!complete) {
      behind.increment();
    }
  }

  long acknowledged() {
    return acknowledged.sum();
  }

  /** Requests that a node has acknowledged. */
  long acknowledgedBy(int node) {
    LongAdder requests = byNode.get(node);
    return requests == null ? 0 : requests.sum();
  }

  /** How often each answer was given. */
  Map<String, Long> answers() {
    return answers.entrySet().stream()
        .collect(
            Collectors.toMap(Map.Entry::getKey, e -> e.getValue().sum(), Long::sum, TreeMap::new));
  }

  String reads() {
    return reads.sum() + " reads, " + behind.sum() + " of them behind what was acknowledged";
  }
}
