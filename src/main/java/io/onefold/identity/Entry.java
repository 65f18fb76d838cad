package io.onefold.identity;

import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.ProfileId;
import io.onefold.message.Answer;
import io.onefold.message.Cause;
import io.onefold.profile.Profile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a shard holds under a profile id. A profile is born {@link Live}; when it turns out to be
 * the younger half of a person it becomes {@link Moving}, and either thaws again or ends as a
 * {@link Forward}. Only a person who is erased is removed, and what is left of such a one is an id
 * that is never given out again; every other id and identifier keeps leading somewhere.
 *
 * <pre>
 *             freeze                    absorbed
 *   Live ───────────────▶ Moving ───────────────────▶ Forward
 *    │ ▲                    │
 *    │ └────── rejected ────┘
 *    └─── erase ──▶ Erasing ──────── all forgotten ──▶ Erased
 * </pre>
 *
 * <p><b>Threading.</b> Confined to the shard's thread.
 */
sealed interface Entry {

  ProfileId id();

  /** A profile that takes events. Its parts are changed in place. */
  record Live(ProfileId id, Profile facts, Links links, Seen seen) implements Entry {}

  /**
   * A profile that has been offered to {@code target} and takes no events until it has an answer.
   *
   * @param frozen its state, which the offer can be made from again
   */
  record Moving(Live frozen, ProfileId target, int attempt, Cause cause) implements Entry {
    @Override
    public ProfileId id() {
      return frozen.id();
    }
  }

  /**
   * A profile that is being erased: nothing is left of it but what has yet to be told of it.
   *
   * @param suppress identifiers whose shards have not said yet that they lead nowhere
   * @param forget histories that have not been forgotten yet
   * @param seen the message ids that go with identifiers which many use
   */
  record Erasing(
      ProfileId id,
      int accountId,
      List<Open> suppress,
      List<Answer.Part> forget,
      Left left,
      Seen seen)
      implements Entry {
    public Erasing {
      suppress = List.copyOf(suppress);
      forget = List.copyOf(forget);
    }

    /** As {@link LinkState#accountsFor}. */
    boolean accountsFor(Hash128 identifier) {
      return find(identifier).isPresent() || left.accountsFor(identifier);
    }

    /** An identifier of the person whose shard has not answered yet. */
    Optional<Open> find(Hash128 identifier) {
      return suppress.stream().filter(o -> o.identifier().hash().equals(identifier)).findFirst();
    }
  }

  /**
   * An identifier of a profile that is being erased.
   *
   * @param identifier without its value
   * @param held whether it was more than reserved
   * @param cameMs when it came from another profile, which may count events by it; 0 if it did not
   */
  record Open(Identifier identifier, String source, Held.Mark mark, boolean held, long cameMs) {

    /** Whether many use it, and nobody vouched for it: it is not to be suppressed. */
    boolean common() {
      return held && (mark.shared() || mark.barredUntilMs() == Held.Mark.FOR_GOOD);
    }
  }

  /** The id of a profile that was erased. */
  record Erased(ProfileId id, int accountId, Left left) implements Entry {}

  /**
   * What others may still ask an erased profile: ids only, nothing of the person.
   *
   * @param merged the profiles that it absorbed, one of which may not have heard so
   * @param departed the profiles that it gave identifiers to, by identifier
   */
  record Left(Set<ProfileId> merged, Map<Hash128, ProfileId> departed) {
    static final Left NOTHING = new Left(Set.of(), Map.of());

    public Left {
      merged = Set.copyOf(merged);
      departed = Map.copyOf(departed);
    }

    Optional<ProfileId> departure(Hash128 identifier) {
      return Optional.ofNullable(departed.get(identifier));
    }

    /** As {@link LinkState#accountsFor}. */
    boolean accountsFor(Hash128 identifier) {
      return departed.containsKey(identifier);
    }

    Left and(Hash128 identifier, ProfileId to) {
      Map<Hash128, ProfileId> all = new HashMap<>(departed);
      all.put(identifier, to);
      return new Left(merged, all);
    }
  }

  /** A profile that is a part of {@code target} now. */
  record Forward(ProfileId id, int accountId, ProfileId target, int attempt) implements Entry {}
}
