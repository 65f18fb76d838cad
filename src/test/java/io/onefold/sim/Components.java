package io.onefold.sim;

import io.onefold.event.Event;
import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which identifiers the events of a script connect, or somebody does by hand: union-find, the plain
 * model of a merge.
 */
final class Components {

  private final Map<Hash128, Hash128> parents = new HashMap<>();

  Components(Script script) {
    for (Event event : script.events()) {
      for (Identifier named : event.identifiers()) {
        union(named.hash(), event.route().hash());
      }
    }
  }

  /** The component of an identifier, by one of its identifiers. */
  Hash128 of(Hash128 identifier) {
    Hash128 at = identifier;
    while (!parents.getOrDefault(at, at).equals(at)) {
      at = parents.get(at);
    }
    return at;
  }

  /** Somebody says that these and those are one person. */
  void connect(Set<Hash128> these, Set<Hash128> those) {
    these.forEach(one -> those.forEach(other -> union(one, other)));
  }

  private void union(Hash128 one, Hash128 other) {
    parents.put(of(one), of(other));
  }
}
