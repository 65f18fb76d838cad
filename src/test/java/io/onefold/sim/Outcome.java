package io.onefold.sim;

import io.onefold.event.Event;
import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.ProfileId;
import io.onefold.identity.PartitionProbe.Seen;
import io.onefold.identity.PartitionProbe.State;
import io.onefold.profile.Names;
import io.onefold.profile.Profile;
import io.onefold.profile.ProfileFacts;
import java.util.Set;

/** What must be true once everything has arrived: the sequential model against the cluster. */
final class Outcome {

  private Outcome() {}

  static boolean settled(Snapshot state) {
    for (Seen seen : state.profiles()) {
      boolean waits = seen.state() == State.MOVING || seen.state() == State.ERASING;
      if (waits || !seen.open().isEmpty() || !seen.awaited().isEmpty()) {
        return false;
      }
    }
    return true;
  }

  static void check(Script script, World world, Snapshot state) {
    nothingIsLeftOfTheErased(state);
    connectedIsTogether(script, world.hands(), state);
    switch (world.hands().kinds()) {
      case NOTHING -> {
        if (!script.people()) {
          linksHoldTogether(world, state);
          boolean all = world.hands().nothingLoose();
          state
              .roots()
              .forEach(
                  root -> {
                    if (all) {
                      sameFacts(script, state, root.id());
                    } else { // an event goes on without a quarantined name, and proves less
                      sameEvents(script, state, root.id());
                    }
                  });
        }
      }
      case SPLIT -> {
        if (world.hands().nothingLoose()) {
          state.roots().forEach(root -> sameEvents(script, state, root.id()));
        }
      }
      case ALL -> {}
    }
  }

  private static void nothingIsLeftOfTheErased(Snapshot state) {
    for (Seen root : state.roots()) {
      for (Hash128 held : root.held()) {
        if (state.suppressed(held)) {
          throw new Violation(
              "E: a profile holds an identifier of somebody who was erased: " + root.id() + held);
        }
      }
    }
  }

  private static void connectedIsTogether(Script script, Hands hands, Snapshot state) {
    for (Event event : script.events()) {
      Hash128 route = event.route().hash();
      ProfileId root = state.rootOf(route);
      for (Identifier identifier : event.identifiers()) {
        Hash128 hash = identifier.hash();
        boolean together = root != null && root.equals(state.rootOf(hash));
        if (!together && !excused(hands, route) && !excused(hands, hash)) {
          Set<Hash128> refused = state.profile(root).refused();
          if (!script.people() && hands.kinds() == Hands.Kinds.NOTHING || !refused.contains(hash)) {
            throw new Violation("L: connected identifiers are apart without a recorded refusal");
          }
        }
      }
    }
  }

  /**
   * A rebuild from the links alone, in the order of their events, comes to the same profiles where
   * no limit bites. Where one does, the order matters: {@code drift} counts what differs.
   */
  private static void linksHoldTogether(World world, Snapshot state) {
    for (Seen root : state.roots()) {
      if (!state.holdsTogether(root.id(), world.rules())) {
        throw new Violation("C: a rebuild from its links divides the profile " + root.id());
      }
    }
  }

  private static boolean excused(Hands hands, Hash128 identifier) {
    return hands.parted(identifier) || hands.loose(identifier) || hands.erased(identifier);
  }

  private static void sameFacts(Script script, Snapshot state, ProfileId root) {
    ProfileFacts expected = told(script, state, root);
    if (!expected.equals(state.facts(root))) {
      throw new Violation(
          "facts differ: expected " + expected + " but the cluster has " + state.facts(root));
    }
  }

  /** Whose an order is was decided before a profile was divided: it is left out. */
  private static void sameEvents(Script script, Snapshot state, ProfileId root) {
    ProfileFacts expected = told(script, state, root);
    ProfileFacts found = state.facts(root);
    boolean same =
        expected.metrics().events().equals(found.metrics().events())
            && expected.metrics().eventCount() == found.metrics().eventCount()
            && expected.firstSeenMs() == found.firstSeenMs()
            && expected.lastSeenMs() == found.lastSeenMs()
            && expected.attributes().equals(found.attributes());
    if (!same) {
      throw new Violation("facts differ: expected " + expected + " but a part has " + found);
    }
  }

  /** One profile, in one place, told every event of its routes in the order of the script. */
  private static ProfileFacts told(Script script, Snapshot state, ProfileId root) {
    Names names = new Names();
    Profile plain = Profile.create(1);
    for (Event event : script.events()) {
      if (root.equals(state.rootOf(event.route().hash()))) {
        plain.fold(event, names);
      }
    }
    return plain.facts(names);
  }
}
