package io.onefold.journal.hazelcast;

import io.onefold.journal.hazelcast.grid.Grid;

/**
 * Ends after a while.
 *
 * <p><b>Threading.</b> Confined to the context of the grid whose timer it uses.
 */
final class Patience {

  private boolean over;

  Patience(Grid grid, long forMs) {
    grid.timer(forMs, () -> over = true);
  }

  boolean isOver() {
    return over;
  }
}
