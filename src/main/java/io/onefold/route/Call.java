package io.onefold.route;

import io.onefold.message.Answer;
import io.onefold.message.ReplyTo;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * One request's messages on their way: gathers the answers and hands them over together, once.
 *
 * <pre>
 *   open ──── last answer arrives ────────────────▶ over: all answers
 *     └────── time is up, or a shard is away ─────▶ over: what is missing is busy
 * </pre>
 *
 * <p><b>Threading.</b> Belongs to its gateway's event loop. Answers are put down on any other: each
 * has a place of its own, and the counter that the last one brings to zero publishes all of them.
 * The first answer to a message counts: one that was sent again may be answered twice.
 */
final class Call extends Deadlines.Entry {

  private static final VarHandle PLACES = MethodHandles.arrayElementVarHandle(Answer[].class);

  private final ContextInternal context;
  private final Consumer<Call> whenOver;
  private final Repeats repeats;
  private final Promise<Answer[]> promise;
  private final Answer[] answers;
  private final AtomicInteger open;
  private Errand[] errands = {};
  private boolean over;

  /** Shards that messages went to, and how many to each: what has to be given back at the end. */
  private int[] shards = {};

  private int[] counts = {};

  /**
   * @param size number of messages, 1 or more
   * @param whenOver called on the gateway's event loop before the answers are handed over
   * @param repeats sends again what nobody took
   */
  Call(ContextInternal context, int size, Consumer<Call> whenOver, Repeats repeats) {
    this.context = context;
    this.whenOver = whenOver;
    this.repeats = repeats;
    this.promise = context.promise();
    this.answers = new Answer[size];
    this.open = new AtomicInteger(size);
  }

  /** Takes the answer to one message. */
  record Place(Call call, int index) implements ReplyTo {
    @Override
    public void answer(Answer answer) {
      call.put(index, answer);
    }
  }

  /** Where the answer to message {@code index} goes. */
  ReplyTo place(int index) {
    return new Place(this, index);
  }

  /** The answers in the order of the messages, on the gateway's event loop. */
  Future<Answer[]> future() {
    return promise.future();
  }

  void sentTo(int[] toShards, int[] messages) {
    shards = toShards;
    counts = messages;
  }

  int[] shards() {
    return shards;
  }

  int[] counts() {
    return counts;
  }

  /** The message at this place may have to be sent again. */
  void remember(int index, Errand errand) {
    if (errands.length == 0) {
      errands = new Errand[answers.length];
    }
    errands[index] = errand;
  }

  Errand errand(int index) {
    return errands[index];
  }

  boolean isOver() {
    return over;
  }

  boolean isAnswered(int index) {
    return PLACES.getAcquire(answers, index) != null;
  }

  /** Ends the call without waiting any longer. */
  void abandon(Answer.Reason reason) {
    if (!over) {
      Answer busy = new Answer.Busy(reason);
      Answer[] known = new Answer[answers.length];
      for (int i = 0; i < known.length; i++) {
        known[i] = isAnswered(i) ? answers[i] : busy;
      }
      end(known);
    }
  }

  @Override
  protected void expired() {
    abandon(Answer.Reason.TIMEOUT);
  }

  private void put(int index, Answer answer) {
    if (repeats.wants(answer)) {
      context.execute(() -> repeats.notTaken(errands[index]));
    } else if (PLACES.compareAndSet(answers, index, null, answer) && open.decrementAndGet() == 0) {
      context.execute(this, Call::complete);
    }
  }

  private void complete() {
    if (!over) {
      end(answers);
    }
  }

  private void end(Answer[] result) {
    over = true;
    whenOver.accept(this);
    promise.complete(result);
  }

  @Override
  public String toString() {
    return "call to shards " + Arrays.toString(shards);
  }
}
