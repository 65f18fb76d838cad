package io.onefold.route;

import io.onefold.event.Event;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.ProfileId;
import io.onefold.message.Answer;
import io.onefold.message.Message;
import io.onefold.message.ReplyTo;
import io.onefold.message.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;

/**
 * What has to be asked before an event can be tried out: of each identifier its standing, and the
 * profile that it leads to.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class Trials {

  private static final int QUESTIONS = 2;

  private Trials() {}

  static int questions(Event event) {
    return QUESTIONS * event.identifiers().size();
  }

  /**
   * @param put takes a message for a shard
   * @param place where the answer to question number n goes
   */
  static void ask(
      Event event, int shardCount, BiConsumer<Integer, Message> put, IntFunction<ReplyTo> place) {
    View copy = new View.Copy(event.origin().accountId());
    for (int i = 0; i < event.identifiers().size(); i++) {
      Identifier identifier = event.identifiers().get(i);
      ReplyTo standing = place.apply(QUESTIONS * i);
      ReplyTo profile = place.apply(QUESTIONS * i + 1);
      if (identifier.type() == IdentifierType.LINK_TOKEN) {
        ProfileId recipient = new ProfileId(identifier.hash().hi(), identifier.hash().lo());
        put.accept(recipient.homeShard(), new Message.ReadAt(recipient, copy, profile));
        standing.answer(Answer.Trial.Standing.leadingTo(Optional.of(recipient)));
      } else {
        int shard = identifier.hash().shard(shardCount);
        put.accept(shard, new Message.Standing(identifier.hash(), standing));
        put.accept(shard, new Message.Read(identifier.hash(), copy, profile));
      }
    }
  }

  /** What the answers say, none of which is busy. */
  static List<Message.Known> known(Answer[] answers) {
    List<Message.Known> known = new ArrayList<>(answers.length / QUESTIONS);
    for (int i = 0; i < answers.length; i += QUESTIONS) {
      if (!(answers[i] instanceof Answer.Trial.Standing standing)) {
        throw Answers.unexpected(answers[i]);
      }
      known.add(new Message.Known(standing, copy(answers[i + 1])));
    }
    return known;
  }

  private static Optional<Answer.Trial.Copy> copy(Answer answer) {
    if (answer instanceof Answer.Trial.Copy copy) {
      return Optional.of(copy);
    }
    if (answer instanceof Answer.NotFound) {
      return Optional.empty();
    }
    throw Answers.unexpected(answer);
  }
}
