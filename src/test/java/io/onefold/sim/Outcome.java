package io.onefold.sim;

import io.onefold.event.Event;
import io.onefold.event.Identifier;
import io.onefold.event.ProfileId;
import io.onefold.identity.PartitionProbe.Seen;
import io.onefold.identity.PartitionProbe.State;
import io.onefold.profile.Names;
import io.onefold.profile.Profile;
import io.onefold.profile.ProfileFacts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What must be true once everything has arrived: the sequential model against the cluster. */
final class Outcome {

  private Outcome() {}

  static boolean settled(Snapshot state) {
    for (Seen seen : state.profiles()) {
      if (seen.state() == State.MOVING || !seen.pending().isEmpty()) {
        return false;
      }
    }
    return true;
  }

  static void check(Script script, Snapshot state) {
    int[] component = Components.of(script);
    Map<Integer, ProfileId> rootOfComponent = new HashMap<>();
    for (Event event : script.events()) {
      ProfileId root = state.rootOf(event.route().hash());
      for (Identifier identifier : event.identifiers()) {
        boolean together = root.equals(state.rootOf(identifier.hash()));
        boolean refused = state.profile(root).refused().contains(identifier.hash());
        if (!together && (!script.people() || !refused)) {
          throw new Violation("L: connected identifiers are apart without a recorded refusal");
        }
      }
      rootOfComponent.put(component[script.identifiers().indexOf(event.route())], root);
    }
    if (!script.people()) {
      rootOfComponent.forEach((c, root) -> sameFacts(script, component, c, state.facts(root)));
    }
  }

  /** One profile, in one place, told every event in the order in which it was written down. */
  private static void sameFacts(Script script, int[] component, int c, ProfileFacts facts) {
    Names names = new Names();
    Profile plain = Profile.create(1);
    List<Identifier> all = script.identifiers();
    for (Event event : script.events()) {
      if (component[all.indexOf(event.route())] == c) {
        plain.fold(event, names);
      }
    }
    ProfileFacts expected = plain.facts(names);
    if (!expected.equals(facts)) {
      throw new Violation("facts differ: expected " + expected + " but the cluster has " + facts);
    }
  }
}
