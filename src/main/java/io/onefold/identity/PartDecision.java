package io.onefold.identity;

import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.ProfileId;
import io.onefold.message.Cause;
import java.util.List;

/**
 * What was decided about identifiers that go from one profile to another.
 *
 * <p><b>Threading.</b> Immutable by agreement: nobody writes to the bytes.
 */
public sealed interface PartDecision extends Decision {

  /**
   * A profile was divided: {@code to} is new and lives on the same shard.
   *
   * @param identifiers those that go, out of those that {@code from} holds
   * @param terms what goes with them
   * @param nonce of the tracking id of {@code to}
   * @param by who asked for it, or the rule that did
   */
  record Parted(
      ProfileId from,
      ProfileId to,
      List<Hash128> identifiers,
      PartTerms terms,
      Hash128 nonce,
      String by,
      long atMs)
      implements PartDecision {
    public Parted {
      identifiers = List.copyOf(identifiers);
    }
  }

  /**
   * What goes with identifiers that leave a profile.
   *
   * @param events whether the events that they routed go along
   * @param severed whether the links that are cut stay cut
   * @param shared whether several people use them, so that they join nobody from now on
   */
  record PartTerms(boolean events, boolean severed, boolean shared) {
    static final PartTerms SPLIT = new PartTerms(true, true, false);
    static final PartTerms REMOVE = new PartTerms(false, true, false);
    static final PartTerms ISOLATE = new PartTerms(false, true, true);
    static final PartTerms REPLACE = new PartTerms(false, false, false);
  }

  /** At the identifier's shard: it leads to this profile from this generation on. */
  record Reassigned(Hash128 identifier, ProfileId profile, int generation)
      implements PartDecision {}

  /** At the profile: its identifier's shard has said so. */
  record Arrived(ProfileId profile, Hash128 identifier, int generation) implements PartDecision {}

  /**
   * The owner gave a device to whoever logged in on it last, who has yet to take it.
   *
   * @param login for an earlier one the device is not given away any more
   */
  record Yielded(
      ProfileId owner, ProfileId newcomer, Hash128 device, int generation, Cause login, long atMs)
      implements PartDecision {}

  /** At the profile: the identifier belongs to somebody who was erased, and is not its own. */
  record Withdrawn(ProfileId profile, Hash128 identifier) implements PartDecision {}

  /**
   * The newcomer has the device, and knows what its former owner has seen of it.
   *
   * @param inherited what goes along with it, as {@link Inheritance} writes it
   */
  record Taken(
      ProfileId newcomer,
      ProfileId owner,
      Identifier device,
      int generation,
      byte[] inherited,
      long atMs)
      implements PartDecision {}

  /** The owner knows that the newcomer has it. */
  record HandedOver(ProfileId owner, Hash128 device, int generation) implements PartDecision {}
}
