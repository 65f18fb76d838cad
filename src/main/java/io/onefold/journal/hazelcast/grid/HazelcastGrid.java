package io.onefold.journal.hazelcast.grid;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.map.IMap;
import com.hazelcast.query.Predicate;
import com.hazelcast.query.Predicates;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A grid in two maps of Hazelcast's, used from one context.
 *
 * <p>Asynchronous calls hand their callbacks an executor that runs them where they are, which does
 * nothing but pass the result on to the context: with few processors Hazelcast's own choice is a
 * new thread for each.
 *
 * <p><b>Threading.</b> As the port says. Calls for which Hazelcast has no asynchronous form run on
 * worker threads.
 *
 * <p><b>Bounds.</b> {@link #DELETES_AT_ONCE} deletes are under way at once.
 */
final class HazelcastGrid implements Grid {

  private static final Written DONE = new Written.Done();

  /** Some 50 µs each when one waits for the other; more at once keep appends waiting. */
  private static final int DELETES_AT_ONCE = 32;

  private final ContextInternal context;
  private final GridMaps maps;
  private final long callTimeoutMs;

  HazelcastGrid(ContextInternal context, GridMaps maps, long callTimeoutMs) {
    this.context = context;
    this.maps = maps;
    this.callTimeoutMs = callTimeoutMs;
  }

  @Override
  public Stamp stamp(int shard) {
    return maps.stamps().of(shard);
  }

  @Override
  public Future<Written> write(Place place, byte[] expected, byte[] mine) {
    return switch (place) {
      case Place.Slot slot ->
          write(maps.slots(), maps.key(slot), GridMaps.conditional(expected, mine, true));
      case Place.Piece piece ->
          write(maps.blobs(), maps.key(piece), GridMaps.conditional(expected, mine, false));
    };
  }

  @Override
  public Future<byte[]> read(Place place) {
    Future<byte[]> there =
        switch (place) {
          case Place.Slot slot -> ask(() -> maps.slots().getAsync(maps.key(slot)));
          case Place.Piece piece -> ask(() -> maps.blobs().getAsync(maps.key(piece)));
        };
    return there.map(HazelcastGrid::orNothing);
  }

  @Override
  public Future<List<byte[]>> read(int shard, long fromSeq, int count) {
    return work(
        () -> {
          Set<SlotKey> keys = HashSet.newHashSet(count);
          for (int i = 0; i < count; i++) {
            keys.add(maps.key(new Place.Slot(shard, fromSeq + i)));
          }
          Map<SlotKey, byte[]> found = maps.slots().getAll(keys);
          List<byte[]> page = new ArrayList<>(count);
          for (int i = 0; i < count; i++) {
            page.add(orNothing(found.get(maps.key(new Place.Slot(shard, fromSeq + i)))));
          }
          return page;
        });
  }

  @Override
  public Future<List<Long>> seqs(int shard) {
    return work(
        () -> {
          Predicate<SlotKey, byte[]> all = all(shard);
          return maps.slots().keySet(all).stream().map(SlotKey::seq).toList();
        });
  }

  @Override
  public Future<List<String>> pieces(int shard) {
    return work(
        () -> {
          Predicate<PieceKey, byte[]> all = all(shard);
          return maps.blobs().keySet(all).stream().map(PieceKey::name).toList();
        });
  }

  @Override
  public Future<Void> trim(int shard, Collection<Long> seqs, long epochMax) {
    return inWindows(
        seqs.iterator(),
        seq -> {
          SlotKey key = maps.key(new Place.Slot(shard, seq));
          return ask(() -> maps.slots().submitToKey(key, GridMaps.unlessAbove(epochMax)));
        });
  }

  @Override
  public Future<Void> delete(int shard, Collection<String> pieces) {
    return inWindows(
        pieces.iterator(),
        name -> {
          PieceKey key = maps.key(new Place.Piece(shard, name));
          return ask(() -> maps.blobs().deleteAsync(key));
        });
  }

  @Override
  public <T> Future<T> on(Supplier<Future<T>> work) {
    Promise<T> promise = context.owner().getOrCreateContext().promise();
    context.execute(() -> guarded(work).onComplete(promise));
    return promise.future();
  }

  @Override
  public <T> Future<T> work(Callable<T> work) {
    return context.executeBlocking(work, false);
  }

  @Override
  public void timer(long afterMs, Runnable action) {
    context.setTimer(afterMs, fired -> action.run());
  }

  private <K> Future<Written> write(
      IMap<K, byte[]> map, K key, EntryProcessor<K, byte[], byte[]> write) {
    return ask(() -> map.submitToKey(key, write))
        .map(there -> there == null ? DONE : new Written.Refused(there));
  }

  private <T> Future<Void> inWindows(Iterator<T> left, Function<T, Future<?>> delete) {
    List<Future<?>> window = new ArrayList<>(DELETES_AT_ONCE);
    while (left.hasNext() && window.size() < DELETES_AT_ONCE) {
      window.add(delete.apply(left.next()));
    }
    return window.isEmpty()
        ? context.succeededFuture()
        : Future.all(window).compose(done -> inWindows(left, delete));
  }

  private <K> Predicate<K, byte[]> all(int shard) {
    return Predicates.partitionPredicate(maps.anchor(shard), Predicates.alwaysTrue());
  }

  /** A call that is not answered in time fails; what it does yet is nobody's business any more. */
  private <T> Future<T> ask(Supplier<CompletionStage<T>> call) {
    Promise<T> promise = context.promise();
    try {
      call.get()
          .whenCompleteAsync(
              (answer, thrown) -> context.runOnContext(here -> pass(answer, thrown, promise)),
              Runnable::run);
    } catch (RuntimeException notAsked) {
      promise.tryFail(notAsked);
    }
    return promise.future().timeout(callTimeoutMs, TimeUnit.MILLISECONDS);
  }

  private static <T> void pass(T answer, Throwable thrown, Promise<T> promise) {
    if (thrown == null) {
      promise.tryComplete(answer);
    } else {
      promise.tryFail(thrown);
    }
  }

  private <T> Future<T> guarded(Supplier<Future<T>> work) {
    try {
      return work.get();
    } catch (RuntimeException defect) {
      return context.failedFuture(defect);
    }
  }

  private static byte[] orNothing(byte[] value) {
    return value == null ? NOTHING : value;
  }
}
