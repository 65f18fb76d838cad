package io.onefold.message;

import io.onefold.event.Event;
import io.onefold.event.Hash128;
import io.onefold.event.ProfileId;
import java.util.List;
import java.util.Optional;

/**
 * Everything that can arrive at a shard: what the edge {@link Asked asks}, and what the shards
 * {@link Told tell} one another.
 *
 * <p><b>Threading.</b> Immutable, but for the {@link ReplyTo} that questions carry.
 */
public sealed interface Message permits Message.Asked, Told {

  /** A message of the edge, which wants an {@link Answer}. */
  sealed interface Asked extends Message {

    ReplyTo replyTo();

    /** Whether it wants to change something. */
    default boolean isWrite() {
      return switch (this) {
        case Apply _, ApplyAt _, Change _, ChangeAt _, Readmit _ -> true;
        case Read _, ReadAt _, ReadHistory _, Count _, Search _ -> false;
        case Standing _, Rehearse _, ReadQuarantine _ -> false;
      };
    }
  }

  /**
   * Apply the event to the profile that its route identifier leads to; to the identifier's shard.
   */
  record Apply(Event event, After after, ReplyTo replyTo) implements Asked {}

  /**
   * Apply the event to this profile, or to the one it was absorbed by; to the profile's home.
   *
   * @param quarantined whether the shard of the route identifier knows that it links nobody any
   *     more, which the profile may not have heard of
   */
  record ApplyAt(ProfileId profile, Event event, boolean quarantined, After after, ReplyTo replyTo)
      implements Asked {

    public ApplyAt(ProfileId profile, Event event, After after, ReplyTo replyTo) {
      this(profile, event, false, after, replyTo);
    }

    /** The same for the profile that it leads to now. */
    public ApplyAt to(ProfileId next) {
      return new ApplyAt(next, event, quarantined, after, replyTo);
    }
  }

  /** Answer a question about the profile that an identifier leads to; to the identifier's shard. */
  record Read(Hash128 identifier, View view, ReplyTo replyTo) implements Asked {}

  /** Answer a question about this profile, or the one it was absorbed by; to the profile's home. */
  record ReadAt(ProfileId profile, View view, ReplyTo replyTo) implements Asked {}

  /**
   * Read a part of the history of exactly this profile id; to its home, forwarded or not.
   *
   * @param filter which of its events are still the asking profile's
   */
  record ReadHistory(ProfileId profile, RouteFilter filter, HistoryPage page, ReplyTo replyTo)
      implements Asked {}

  /** Count the shard's profiles of an account; to every shard. */
  record Count(int accountId, ReplyTo replyTo) implements Asked {}

  /** Find profiles whose name or e-mail address has words with these prefixes; to every shard. */
  record Search(int accountId, String text, int countMax, ReplyTo replyTo) implements Asked {}

  /** Say which of the shard's identifiers link nobody; to every shard. */
  record ReadQuarantine(QuarantinePage page, ReplyTo replyTo) implements Asked {}

  /** What is known of an identifier; to the identifier's shard. */
  record Standing(Hash128 identifier, ReplyTo replyTo) implements Asked {}

  /**
   * Say what would become of an event, and change nothing; to any shard.
   *
   * @param known what there is to know of its identifiers, in their order
   */
  record Rehearse(Event event, List<Known> known, ReplyTo replyTo) implements Asked {
    public Rehearse {
      known = List.copyOf(known);
    }
  }

  /** An identifier's standing, and the profile that it leads to, unless that is no more. */
  record Known(Answer.Trial.Standing standing, Optional<Answer.Trial.Copy> copy) {}

  /** Do this to the profile that an identifier leads to; to the identifier's shard. */
  record Change(Hash128 identifier, Act act, ReplyTo replyTo) implements Asked {}

  /** Do this to the profile, or to the one it was absorbed by; to the profile's home. */
  record ChangeAt(ProfileId profile, Act act, ReplyTo replyTo) implements Asked {}

  /**
   * Let the identifier link again, whether quarantined or suppressed; to the identifier's shard.
   */
  record Readmit(Hash128 identifier, int accountId, ReplyTo replyTo) implements Asked {}
}
