package io.onefold.shard;

import io.onefold.identity.Turn;
import io.onefold.message.Answer;
import io.onefold.message.Message;

/**
 * Answers that need no shard.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class Replies {

  private Replies() {}

  /** Whether the message wants to change something. */
  static boolean isWrite(Message message) {
    return message instanceof Message.Asked asked && asked.isWrite();
  }

  /** Tells whoever asked; nobody did for what shards tell one another, which is told again. */
  static void refuse(Message message, Answer.Reason reason) {
    if (message instanceof Message.Asked asked) {
      asked.replyTo().answer(new Answer.Busy(reason));
    }
  }

  /**
   * Answers for a turn that will not be heard of: another owner may go on with what was asked, or
   * has done it already. Whether something was done by hand is not known, so nothing is said of it.
   */
  static void takeBack(Turn turn) {
    for (Turn.Reply reply : turn.replies()) {
      if (!isByHand(reply.answer())) {
        reply.to().answer(new Answer.Busy(Answer.Reason.NOT_SERVING));
      }
    }
  }

  private static boolean isByHand(Answer answer) {
    return answer instanceof Answer.Changed || answer instanceof Answer.Readmitted;
  }
}
