package io.onefold.shard;

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
}
