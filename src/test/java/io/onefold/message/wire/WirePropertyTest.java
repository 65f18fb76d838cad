package io.onefold.message.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.Hash128;
import io.onefold.event.IdentifierType;
import io.onefold.message.Answer;
import io.onefold.message.Cause;
import io.onefold.message.Envelope;
import io.onefold.message.Message;
import io.onefold.message.Parcel;
import io.onefold.message.Told;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WirePropertyTest {

  private static final int EACH = 50;
  private static final int MIB = 1024 * 1024;

  private final long seed = new Random().nextLong();
  private final AnyWord any = new AnyWord(new Random(seed), 150);

  static Stream<Class<?>> forms() {
    return Wired.forms().stream();
  }

  @ParameterizedTest
  @MethodSource("forms")
  void anyInstance_ofAForm_comesBackAlike(Class<?> form) {
    for (int i = 0; i < EACH; i++) {
      Object load = Wired.carrying(form, any);
      assertThat(Portrait.of(load)).contains(Portrait.name(form) + "(");
      comesBackAlike(load);
    }
  }

  @Test
  void parcels_ofManyMessages_comeBackInTheirOrder() {
    for (int i = 0; i < EACH; i++) {
      comesBackAlike(any.of(Parcel.class));
      comesBackAlike(Stream.generate(() -> any.of(Answered.class)).limit(i % 7).toList());
    }
  }

  @Test
  void parcel_ofNothing_comesBack() {
    comesBackAlike(new Parcel(List.of()));
    comesBackAlike(List.of());
  }

  @Test
  void largestState_ofAProfileThatMoves_comesBack() {
    byte[] state = new byte[4 * MIB];
    new Random(seed).nextBytes(state);
    Told.Absorb absorb = any.of(Told.Absorb.class);
    Told large =
        new Told.Absorb(absorb.winner(), absorb.loser(), absorb.attempt(), state, absorb.cause());
    Envelope envelope = new Envelope(1, 2, 3, large);
    comesBackAlike(new Parcel(List.of(envelope, envelope)));
  }

  @Test
  void question_passedOnByAnotherNode_keepsItsTicket() {
    Message.Apply apply = any.of(Message.Apply.class);
    Ticket first = AnyWord.Waiting.ticketOf(apply.replyTo());
    Freight there = Wired.written(new Parcel(List.of(Envelope.fromEdge(1, apply))));
    Parcel arrived = there.parcel(AnyWord.Waiting::new);
    Freight onward = Wired.written(arrived);
    Message.Asked last =
        (Message.Asked) onward.parcel(AnyWord.Waiting::new).envelopes().getFirst().message();
    assertThat(AnyWord.Waiting.ticketOf(last.replyTo())).isEqualTo(first);
  }

  @Test
  void writer_usedAgain_leavesEarlierFreightAsItWas() {
    FreightWriter writer = new FreightWriter(AnyWord.Waiting::ticketOf);
    for (int i = 0; i < EACH; i++) {
      Parcel parcel = any.of(Parcel.class);
      List<Answered> answers = List.of(any.of(Answered.class), any.of(Answered.class));
      Freight first = writer.write(parcel);
      Freight second = writer.write(answers);
      writer.write(any.of(Parcel.class));
      assertThat(Portrait.of(Wired.read(first))).as("seed %d", seed).isEqualTo(Portrait.of(parcel));
      assertThat(Portrait.of(Wired.read(second)))
          .as("seed %d", seed)
          .isEqualTo(Portrait.of(answers));
    }
  }

  @Test
  void formsWithoutParts_read_areTheOnesThatAreThere() {
    Freight freight =
        Wired.written(List.of(new Answered(1, Answer.STALE), new Answered(2, Answer.NOT_FOUND)));
    assertThat(freight.answers().getFirst().answer()).isSameAs(Answer.STALE);
    assertThat(freight.answers().getLast().answer()).isSameAs(Answer.NOT_FOUND);
  }

  /** Every kind and type of cause, since the two share a byte. */
  @Test
  void causes_ofEveryKindAndType_comeBack() {
    for (Cause.Kind kind : Cause.Kind.values()) {
      for (IdentifierType type : IdentifierType.values()) {
        Cause cause = new Cause(kind, any.of(Hash128.class), type, 1, "m", "s", 2);
        Told claim = new Told.Claim(any.of(Told.Claim.class).claimant(), 3, cause);
        comesBackAlike(new Parcel(List.of(new Envelope(1, Envelope.EDGE, 0, claim))));
      }
    }
  }

  private void comesBackAlike(Object load) {
    Freight freight = Wired.written(load);
    assertThat(Portrait.of(Wired.read(freight))).as("seed %d", seed).isEqualTo(Portrait.of(load));
  }
}
