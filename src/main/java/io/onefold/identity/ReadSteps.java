package io.onefold.identity;

import io.onefold.event.Hash128;
import io.onefold.event.ProfileId;
import io.onefold.message.Answer;
import io.onefold.message.Message;
import io.onefold.profile.Profile;

/**
 * Finds the profile that a question is about. Never creates one.
 *
 * <p><b>Threading.</b> Confined to the shard's thread.
 */
public final class ReadSteps {

  /** Where the profile is. */
  public sealed interface Found {

    /** Here, frozen or not. */
    record Here(ProfileId profile) implements Found {}

    /** On another shard, where the question has been sent on to. */
    record Elsewhere() implements Found {}

    /** There is none. */
    record Nowhere() implements Found {}
  }

  /** Sends the question to the profile that the identifier leads to. */
  public Handled read(Turn turn, Message.Read message) {
    ProfileId profile = turn.partition().index().get(message.identifier());
    if (profile == null) {
      turn.reply(message.replyTo(), Answer.NOT_FOUND);
    } else {
      turn.toProfile(profile, new Message.ReadAt(profile, message.view(), message.replyTo()));
    }
    return Handled.DONE;
  }

  /** What is known of an identifier of this shard. */
  public Handled standing(Turn turn, Message.Standing message) {
    Hash128 identifier = message.identifier();
    Marks marks = turn.partition().marks();
    turn.reply(
        message.replyTo(),
        new Answer.Trial.Standing(
            turn.partition().lookUp(identifier),
            marks.quarantined(identifier),
            marks.suppressed(identifier),
            marks.generation(identifier),
            marks.claimants(identifier)));
    return Handled.DONE;
  }

  /** Identifiers of this shard that link nobody. */
  public Handled quarantine(Turn turn, Message.ReadQuarantine message) {
    Partition partition = turn.partition();
    turn.reply(
        message.replyTo(),
        new Answer.Quarantine.Marks(
            partition.marks().quarantined(message.page(), partition::lookUp)));
    return Handled.DONE;
  }

  /**
   * Draws the bucket by which things are chosen for a person, where that has not been done: it
   * holds from then on, and the one drawn first survives a merge.
   */
  public void draw(Turn turn, ProfileId id, int accountId) {
    if (turn.partition().profiles().get(id) instanceof Entry.Live live
        && live.facts().accountId() == accountId
        && live.facts().bucket().isEmpty()) {
      int bucket = (int) Long.remainderUnsigned(turn.fresh().nonce().lo(), Profile.BUCKETS);
      turn.decide(new GuardDecision.Bucketed(id, bucket, turn.nowMs()));
    }
  }

  /** Finds a profile that should live here, or sends the question after the one it became. */
  public Found find(Turn turn, Message.ReadAt message) {
    return switch (turn.partition().profiles().get(message.profile())) {
      case null -> new Found.Nowhere();
      case Entry.Erasing erasing -> new Found.Nowhere();
      case Entry.Erased erased -> new Found.Nowhere();
      case Entry.Live live ->
          message.view().ofAPerson() && turn.partition().vacant(live)
              ? new Found.Nowhere()
              : new Found.Here(live.id());
      case Entry.Moving moving -> new Found.Here(moving.id());
      case Entry.Forward forward -> {
        ProfileId target = forward.target();
        turn.toProfile(target, new Message.ReadAt(target, message.view(), message.replyTo()));
        yield new Found.Elsewhere();
      }
    };
  }
}
