package io.onefold.shard;

import io.onefold.journal.Appended;
import io.onefold.journal.Batch;
import io.onefold.journal.Checkpoint;
import io.onefold.journal.Loaded;
import io.onefold.journal.Put;
import io.onefold.journal.ReadEnd;
import io.onefold.journal.ShardJournal;
import io.onefold.journal.Tail;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A journal whose calls a test may hold back, look at, and let go or answer itself.
 *
 * <p><b>Threading.</b> Called on one event loop, and let go there; held from the test's thread.
 */
final class HeldJournal implements ShardJournal {

  /** The calls that can be held. */
  enum Call {
    TAKE_OVER,
    READ,
    APPEND,
    PUT,
    PURGE,
    HOLDS
  }

  private final ShardJournal journal;
  private final Set<Call> held = ConcurrentHashMap.newKeySet();
  private final Map<Call, BlockingQueue<Held<?>>> waiting = new ConcurrentHashMap<>();

  private volatile boolean cut;

  HeldJournal(ShardJournal journal) {
    this.journal = journal;
    for (Call call : Call.values()) {
      waiting.put(call, new LinkedBlockingQueue<>());
    }
  }

  /** A call that waits. */
  static final class Held<T> {

    private final Object argument;
    private final Supplier<Future<T>> real;
    private final Context context = Vertx.currentContext();
    private final Promise<T> answer = Promise.promise();

    private Held(Object argument, Supplier<Future<T>> real) {
      this.argument = argument;
      this.real = real;
    }

    Object argument() {
      return argument;
    }

    /** Carries the call out. */
    void letGo() {
      context.runOnContext(now -> real.get().onComplete(answer));
    }

    /** Answers in the journal's place; the call is not carried out. */
    @SuppressWarnings("unchecked") // the test knows what the call answers
    void answer(Object instead) {
      context.runOnContext(now -> answer.complete((T) instead));
    }

    void fail(Throwable why) {
      context.runOnContext(now -> answer.fail(why));
    }
  }

  /** From now on such calls wait. */
  void hold(Call call) {
    held.add(call);
  }

  /** From now on such calls are carried out at once, and those that wait are. */
  void letGo(Call call) {
    held.remove(call);
    for (Held<?> one = waiting.get(call).poll(); one != null; one = waiting.get(call).poll()) {
      one.letGo();
    }
  }

  /** The next of the calls that wait, once there is one. */
  Held<?> await(Call call) {
    try {
      Held<?> next = waiting.get(call).poll(60, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("there was no " + call);
      }
      return next;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  int waiting(Call call) {
    return waiting.get(call).size();
  }

  /** From now on the store cannot be reached. */
  void cut() {
    cut = true;
  }

  private <T> Future<T> pass(Call call, Object argument, Supplier<Future<T>> real) {
    if (cut) {
      return Future.failedFuture("cut");
    }
    if (!held.contains(call)) {
      return real.get();
    }
    Held<T> one = new Held<>(argument, real);
    waiting.get(call).add(one);
    return one.answer.future();
  }

  @Override
  public Future<Appended> append(Batch batch) {
    return pass(Call.APPEND, batch, () -> journal.append(batch));
  }

  @Override
  public Future<Tail> takeOver(int shard, UUID writer) {
    return pass(Call.TAKE_OVER, shard, () -> journal.takeOver(shard, writer));
  }

  @Override
  public Future<ReadEnd> read(int shard, long fromSeqExclusive, Consumer<Batch> each) {
    return pass(Call.READ, fromSeqExclusive, () -> journal.read(shard, fromSeqExclusive, each));
  }

  @Override
  public Future<List<Batch>> readExact(int shard, long[] seqs) {
    return journal.readExact(shard, seqs);
  }

  @Override
  public Future<Boolean> holds(int shard, long checkpointSeq) {
    return pass(Call.HOLDS, checkpointSeq, () -> journal.holds(shard, checkpointSeq));
  }

  @Override
  public Future<Void> trim(int shard, long upToSeq) {
    return journal.trim(shard, upToSeq);
  }

  @Override
  public Future<Void> purge(int shard, long upToSeq) {
    return pass(Call.PURGE, upToSeq, () -> journal.purge(shard, upToSeq));
  }

  @Override
  public Future<Put> putCheckpoint(Checkpoint checkpoint) {
    return pass(Call.PUT, checkpoint, () -> journal.putCheckpoint(checkpoint));
  }

  @Override
  public Future<Loaded> checkpoint(int shard, Optional<String> id) {
    return journal.checkpoint(shard, id);
  }
}
