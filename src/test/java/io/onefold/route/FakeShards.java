package io.onefold.route;

import io.onefold.event.Event;
import io.onefold.event.ProfileId;
import io.onefold.message.Answer;
import io.onefold.message.Envelope;
import io.onefold.message.Message;
import io.onefold.message.Parcel;
import io.onefold.message.ReplyTo;
import io.onefold.message.Told;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Shards that hold nothing: they listen where real ones do, keep what they get, and answer as they
 * are told.
 *
 * <p><b>Threading.</b> Thread-safe; answers are given on event loops of their own.
 */
public final class FakeShards {

  public static final String NODE = "test-node";

  private final ConcurrentLinkedQueue<Envelope> received = new ConcurrentLinkedQueue<>();
  private final LinkedBlockingQueue<Parcel> parcels = new LinkedBlockingQueue<>();
  private final AtomicInteger parcelCount = new AtomicInteger();
  private volatile Function<Message, Optional<Answer>> answers;

  private FakeShards(Function<Message, Optional<Answer>> answers) {
    this.answers = answers;
  }

  /** Shards that commit every event; they listen when this returns. Not for event loops. */
  public static FakeShards accepting(Vertx vertx, int shardCount) {
    FakeShards shards = new FakeShards(message -> Optional.empty());
    shards.answerAll(message -> accepted(message, ProfileId.of(1, 0, 0, 1), false));
    for (int shard = 0; shard < shardCount; shard++) {
      String address = Parcel.address(NODE, shard);
      new OnLoop(vertx)
          .get(
              () ->
                  vertx
                      .eventBus()
                      .<Parcel>localConsumer(address, parcel -> shards.take(parcel.body())));
    }
    return shards;
  }

  /** Keeps all of a parcel before anybody can know of it. */
  private void take(Parcel parcel) {
    received.addAll(parcel.envelopes());
    parcelCount.incrementAndGet();
    parcels.add(parcel);
    for (Envelope envelope : parcel.envelopes()) {
      answers.apply(envelope.message()).ifPresent(answer -> replyTo(envelope).answer(answer));
    }
  }

  /** From now on every message gets an answer. */
  public void answerAll(Function<Message, Answer> each) {
    answers = message -> Optional.of(each.apply(message));
  }

  /** From now on no message gets an answer. */
  public void stayQuiet() {
    answers = message -> Optional.empty();
  }

  /** What was received so far, in order for each shard. */
  public List<Envelope> received() {
    return new ArrayList<>(received);
  }

  public int parcelCount() {
    return parcelCount.get();
  }

  /** The next parcel, waited for. */
  public Parcel nextParcel() throws InterruptedException {
    Parcel parcel = parcels.poll(10, TimeUnit.SECONDS);
    if (parcel == null) {
      throw new AssertionError("no parcel came");
    }
    return parcel;
  }

  public static ReplyTo replyTo(Envelope envelope) {
    return switch (envelope.message()) {
      case Message.Asked asked -> asked.replyTo();
      case Told told -> throw new AssertionError("the edge does not send " + told);
    };
  }

  /** The event of a message is committed on this profile. */
  public static Answer accepted(Message message, ProfileId profile, boolean duplicate) {
    Event event =
        switch (message) {
          case Message.Apply apply -> apply.event();
          case Message.ApplyAt at -> at.event();
          default -> throw new AssertionError("no event: " + message);
        };
    return new Answer.Accepted(profile, event.route().hash(), duplicate);
  }
}
