package io.onefold.identity;

import io.onefold.event.ProfileId;
import io.onefold.message.Answer;
import io.onefold.message.Message;

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

  /** Finds a profile that should live here, or sends the question after the one it became. */
  public Found find(Turn turn, Message.ReadAt message) {
    return switch (turn.partition().profiles().get(message.profile())) {
      case null -> new Found.Nowhere();
      case Entry.Erasing erasing -> new Found.Nowhere();
      case Entry.Erased erased -> new Found.Nowhere();
      case Entry.Live live -> new Found.Here(live.id());
      case Entry.Moving moving -> new Found.Here(moving.id());
      case Entry.Forward forward -> {
        ProfileId target = forward.target();
        turn.toProfile(target, new Message.ReadAt(target, message.view(), message.replyTo()));
        yield new Found.Elsewhere();
      }
    };
  }
}
