package io.onefold;

import io.onefold.config.key.Mistake;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What came of reading the configuration again.
 *
 * <p><b>Threading.</b> Immutable.
 */
public sealed interface ReloadResult {

  /**
   * The rules in it hold now.
   *
   * @param versions of the rules of each account, changed or not
   * @param changed names of the rules that were set to something else than before
   * @param needsRestart names of all else that differs from what the node was started with: it does
   *     not hold before the next start
   */
  record Applied(
      SortedMap<Integer, Integer> versions, List<String> changed, List<String> needsRestart)
      implements ReloadResult {

    public Applied(
        Map<Integer, Integer> versions, List<String> changed, List<String> needsRestart) {
      this(new TreeMap<>(versions), List.copyOf(changed), List.copyOf(needsRestart));
    }
  }

  /** It cannot be used, and nothing has changed; every mistake is here, at least one. */
  record Refused(List<Mistake> mistakes) implements ReloadResult {

    public Refused {
      mistakes = List.copyOf(mistakes);
    }
  }
}
