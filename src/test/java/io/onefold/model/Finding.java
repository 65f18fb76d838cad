package io.onefold.model;

import java.util.List;

/**
 * What the search of one scope found.
 *
 * @param violation empty if every invariant holds
 * @param trace the shortest way to the violation
 * @param isCut whether the search ended at its bound, with states left
 */
record Finding(
    Scope scope, int states, int transitions, boolean isCut, String violation, List<String> trace) {

  boolean isClean() {
    return violation.isEmpty();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append("%s: %,d states, %,d transitions".formatted(scope, states, transitions));
    text.append(isCut ? ", CUT" : "").append(isClean() ? ", ok" : ", VIOLATED: " + violation);
    trace.forEach(step -> text.append("\n    ").append(step));
    return text.toString();
  }
}
