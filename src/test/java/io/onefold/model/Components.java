package io.onefold.model;

/** What events connect. */
final class Components {

  private Components() {}

  /**
   * Whether events lead from one identifier to the other without the ones left out, by what no part
   * has undone, and by what parts have left together.
   */
  static boolean connected(Scope scope, World world, int one, int other, int leftOut) {
    int reached = 1 << one;
    int before = 0;
    while (before != reached) {
      before = reached;
      for (int i = 0; i < scope.identifierCount(); i++) {
        boolean isReached = (reached >> i & 1) == 1;
        reached |= isReached ? neighbours(scope, world, i) & ~leftOut : 0;
      }
    }
    return (reached >> other & 1) == 1;
  }

  private static int neighbours(Scope scope, World world, int i) {
    int near = 0;
    for (int e = 0; e < scope.events().size(); e++) {
      int said = scope.named(e) & ~(world.undone >> Scope.NAMES_MAX * e);
      if (scope.route(e) == i) {
        near |= said;
      } else if ((said >> i & 1) == 1) {
        near |= 1 << scope.route(e);
      }
    }
    for (int j = 0; j < scope.identifierCount(); j++) {
      near |= j != i && (world.kept & Scope.pair(i, j)) != 0 ? 1 << j : 0;
    }
    return near;
  }
}
