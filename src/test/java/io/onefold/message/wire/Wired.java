package io.onefold.message.wire;

import io.onefold.event.Commerce;
import io.onefold.event.Event;
import io.onefold.event.Events;
import io.onefold.event.Facts;
import io.onefold.message.Act;
import io.onefold.message.After;
import io.onefold.message.Answer;
import io.onefold.message.Envelope;
import io.onefold.message.Message;
import io.onefold.message.Parcel;
import io.onefold.message.View;
import java.util.List;
import java.util.stream.Stream;

/** Everything that goes over the wire, and how a test sends it. */
final class Wired {

  private Wired() {}

  /** Every form of a message, of an answer, and of what messages are about. */
  static List<Class<?>> forms() {
    return Stream.of(
            Message.class, Commerce.class, View.class, Act.class, After.class, Answer.class)
        .flatMap(AnyWord::forms)
        .toList();
  }

  /** An instance of a form in the freight that carries it. */
  static Object carrying(Class<?> form, AnyWord any) {
    return switch (any.of(form)) {
      case Message message -> parcel(any, message);
      case View view -> parcel(any, with(any.of(Message.Read.class), view));
      case Act act -> parcel(any, with(any.of(Message.Change.class), act));
      case Commerce commerce -> parcel(any, with(any.of(Message.Apply.class), commerce));
      case After after -> parcel(any, with(any.of(Message.Apply.class), after));
      case Answer answer -> List.of(new Answered(any.of(Answered.class).ticket(), answer));
      default -> throw new AssertionError("what carries a " + form + "?");
    };
  }

  static Freight written(Object load) {
    FreightWriter writer = new FreightWriter(AnyWord.Waiting::ticketOf);
    return load instanceof Parcel parcel ? writer.write(parcel) : writer.write(answers(load));
  }

  static Object read(Freight freight) {
    return switch (freight.kind()) {
      case PARCEL -> freight.parcel(AnyWord.Waiting::new);
      case ANSWERS -> freight.answers();
    };
  }

  private static List<Answered> answers(Object load) {
    return ((List<?>) load).stream().map(Answered.class::cast).toList();
  }

  private static Parcel parcel(AnyWord any, Message message) {
    Envelope envelope = any.of(Envelope.class);
    return new Parcel(
        List.of(
            new Envelope(envelope.toShard(), envelope.fromShard(), envelope.fromSeq(), message)));
  }

  private static Message with(Message.Read read, View view) {
    return new Message.Read(read.identifier(), view, read.replyTo());
  }

  private static Message with(Message.Change change, Act act) {
    return new Message.Change(change.identifier(), act, change.replyTo());
  }

  private static Message with(Message.Apply apply, Commerce commerce) {
    Facts facts = apply.event().facts();
    Event event =
        Events.with(apply.event(), new Facts(facts.attributes(), commerce, facts.consents()));
    return new Message.Apply(event, apply.after(), apply.replyTo());
  }

  private static Message with(Message.Apply apply, After after) {
    return new Message.Apply(apply.event(), after, apply.replyTo());
  }
}
