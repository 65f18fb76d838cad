package io.onefold.model;

import java.util.Arrays;
import java.util.BitSet;

/** What leads from which state to which, by their numbers in the order in which they were met. */
final class Graph {

  private int[] targets = new int[1 << 12];
  private int[] starts = new int[1 << 10];
  private int[] parents = new int[1 << 10];
  private int edges;
  private int opened;
  private final BitSet settled = new BitSet();

  /** From here on edges begin at the next state. */
  void open() {
    if (opened == starts.length) {
      starts = Arrays.copyOf(starts, opened * 2);
    }
    starts[opened++] = edges;
  }

  void edge(int to) {
    if (edges == targets.length) {
      targets = Arrays.copyOf(targets, edges * 2);
    }
    targets[edges++] = to;
  }

  void found(int state, int parent, boolean isSettled) {
    if (state >= parents.length) {
      parents = Arrays.copyOf(parents, state * 2);
    }
    parents[state] = parent;
    settled.set(state, isSettled);
  }

  int parent(int state) {
    return parents[state];
  }

  int edges() {
    return edges;
  }

  /** A state from which no settled one can be reached, or -1. */
  int stuck() {
    BitSet can = (BitSet) settled.clone();
    boolean more = true;
    while (more) {
      more = false;
      for (int state = opened - 1; state >= 0; state--) {
        if (!can.get(state) && leadsInto(can, state)) {
          can.set(state);
          more = true;
        }
      }
    }
    int stuck = can.nextClearBit(0);
    return stuck < opened ? stuck : -1;
  }

  private boolean leadsInto(BitSet can, int state) {
    int end = state + 1 < opened ? starts[state + 1] : edges;
    for (int edge = starts[state]; edge < end; edge++) {
      if (can.get(targets[edge])) {
        return true;
      }
    }
    return false;
  }
}
