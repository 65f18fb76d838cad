package io.onefold.model;

import java.util.Arrays;

/**
 * Leaves out messages that nobody will heed in this state or in any later one: an answer whose
 * question is closed. States that differ in nothing else are then the same, which makes the search
 * several times shorter.
 *
 * <p>It rests on what never turns back: a forward stays one, attempts and generations rise, and an
 * event reserves an identifier once. So it is used only while no rule is left out.
 */
final class Alive {

  private final Scope scope;
  private final World world;

  private Alive(Scope scope, World world) {
    this.scope = scope;
    this.world = world;
  }

  static void keep(Scope scope, World world, Numbers numbers) {
    Alive alive = new Alive(scope, world);
    int[] network = world.network;
    int[] kept = new int[network.length];
    int count = 0;
    for (int number : network) {
      if (alive.mayMatter(numbers.message(number))) {
        kept[count++] = number;
      }
    }
    if (count < network.length) {
      world.network = Arrays.copyOf(kept, count);
    }
  }

  private boolean mayMatter(Message message) {
    return switch (message) {
      case Message.Claim m -> claim(m);
      case Message.Claimed m -> isOpen(m.claimant(), m.identifier(), m.event());
      case Message.Owned m -> isOpen(m.claimant(), m.identifier(), m.event());
      case Message.Absorbed m -> onOffer(m.loser(), m.attempt());
      case Message.Rejected m -> onOffer(m.loser(), m.attempt());
      case Message.Reassigned m -> onTheMove(m.profile(), m.identifier(), m.generation());
      case Message.Suppressed m -> erasing(m.profile()).has(m.identifier());
      case Message.Forgotten m -> (erasing(m.erased()).losers >> m.profile() & 1) == 1;
      case Message.Hint m -> !world.isSuppressed(m.identifier());
      case Message.Yield m -> true;
      case Message.YieldAt m -> true;
      case Message.Handover m -> true;
      case Message.Took m -> true;
      case Message.HandoverRefused m -> true;
      case Message.EventAt m -> true;
      case Message.Unite m -> true;
      case Message.Absorb m -> true;
      case Message.Refused m -> true;
      case Message.Reassign m -> true;
      case Message.Suppress m -> true;
      case Message.Forget m -> true;
    };
  }

  /** Where the identifier may be suppressed, a refusal can follow the claimant's forward. */
  private boolean claim(Message.Claim m) {
    return scope.erased() != 0
        || world.leadsTo(m.identifier()) < 0
        || isOpen(m.claimant(), m.identifier(), m.event());
  }

  private boolean isOpen(int profile, int identifier, int event) {
    Profile claimant = world.profiles[profile];
    return switch (claimant.status) {
      case LIVE, MOVING -> claimant.reservedFor(identifier) == event;
      case FORWARD, ERASING, ERASED -> false;
    };
  }

  private boolean onOffer(int loser, int attempt) {
    Profile profile = world.profiles[loser];
    return profile.status == Profile.Status.MOVING && profile.attempt == attempt;
  }

  private boolean onTheMove(int profile, int identifier, int generation) {
    Profile part = world.profiles[profile];
    return (part.moving >> identifier & 1) == 1 && part.generation(identifier) == generation;
  }

  private Profile erasing(int profile) {
    Profile erased = world.profiles[profile];
    return erased.status == Profile.Status.ERASING ? erased : new Profile();
  }
}
