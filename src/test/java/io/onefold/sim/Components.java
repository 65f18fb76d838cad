package io.onefold.sim;

import io.onefold.event.Event;
import io.onefold.event.Identifier;
import java.util.List;

/** Which identifiers the events of a script connect: union-find, the plain model of a merge. */
final class Components {

  private Components() {}

  /** The component of every identifier of the script, by its index. */
  static int[] of(Script script) {
    List<Identifier> all = script.identifiers();
    int[] parent = new int[all.size()];
    for (int i = 0; i < parent.length; i++) {
      parent[i] = i;
    }
    for (Event event : script.events()) {
      for (Identifier named : event.identifiers()) {
        parent[find(parent, all.indexOf(named))] = find(parent, all.indexOf(event.route()));
      }
    }
    for (int i = 0; i < parent.length; i++) {
      parent[i] = find(parent, i);
    }
    return parent;
  }

  private static int find(int[] parent, int i) {
    int at = i;
    while (parent[at] != at) {
      at = parent[at];
    }
    return at;
  }
}
