package io.onefold.model;

import java.util.ArrayList;
import java.util.List;

/** Adds up what searches found. */
final class Tally {

  private int scopes;
  private int cut;
  private long states;
  private long transitions;
  private int largest;
  private final List<Finding> violations = new ArrayList<>();

  void add(Finding finding) {
    scopes++;
    cut += finding.isCut() ? 1 : 0;
    states += finding.states();
    transitions += finding.transitions();
    largest = Math.max(largest, finding.states());
    if (!finding.isClean()) {
      violations.add(finding);
    }
  }

  long states() {
    return states;
  }

  List<Finding> violations() {
    return violations;
  }

  @Override
  public String toString() {
    return "%,d scopes (%d cut), %,d states (largest %,d), %,d transitions, %d violated"
        .formatted(scopes, cut, states, largest, transitions, violations.size());
  }
}
