package io.onefold.shard;

import io.onefold.message.Answer;
import io.onefold.message.Message;
import io.onefold.message.ReplyTo;
import java.util.Optional;

/**
 * Who waits for an answer to a message.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class Replies {

  private Replies() {}

  /** Whoever asked; nobody for the protocol between shards, whose messages are sent again. */
  static Optional<ReplyTo> of(Message message) {
    return switch (message) {
      case Message.Apply apply -> Optional.of(apply.replyTo());
      case Message.ApplyAt at -> Optional.of(at.replyTo());
      case Message.Read read -> Optional.of(read.replyTo());
      case Message.ReadAt read -> Optional.of(read.replyTo());
      case Message.ReadHistory history -> Optional.of(history.replyTo());
      case Message.Count count -> Optional.of(count.replyTo());
      case Message.Search search -> Optional.of(search.replyTo());
      case Message.Claim m -> Optional.empty();
      case Message.Claimed m -> Optional.empty();
      case Message.Owned m -> Optional.empty();
      case Message.Unite m -> Optional.empty();
      case Message.Absorb m -> Optional.empty();
      case Message.Absorbed m -> Optional.empty();
      case Message.Rejected m -> Optional.empty();
      case Message.Refused m -> Optional.empty();
      case Message.Hint m -> Optional.empty();
      case Message.Gone m -> Optional.empty();
    };
  }

  /** Whether the message wants to change something. */
  static boolean isWrite(Message message) {
    return message instanceof Message.Apply || message instanceof Message.ApplyAt;
  }

  static void refuse(Message message, Answer.Reason reason) {
    of(message).ifPresent(to -> to.answer(new Answer.Busy(reason)));
  }
}
