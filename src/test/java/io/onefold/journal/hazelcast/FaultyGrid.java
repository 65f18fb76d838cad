package io.onefold.journal.hazelcast;

import io.onefold.journal.hazelcast.grid.Grid;
import io.onefold.journal.hazelcast.grid.Place;
import io.onefold.journal.hazelcast.grid.Stamp;
import io.onefold.journal.hazelcast.grid.Written;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * A real grid with a wire in between that loses what it is told to lose.
 *
 * <p><b>Threading.</b> As the grid; armed from the test's thread.
 */
record FaultyGrid(Grid grid, Faults faults) implements Grid {

  /** What goes wrong next, and how often all copies have been lost. */
  static final class Faults {

    /** One thing that goes wrong, once. */
    enum Fault {
      NONE,
      REQUEST_LOST,
      REPLY_LOST,
      STOPPED_AT_HEAD
    }

    private final AtomicReference<Fault> next = new AtomicReference<>(Fault.NONE);
    private final AtomicInteger losses = new AtomicInteger();

    void next(Fault fault) {
      next.set(fault);
    }

    /** Those who held the copies are gone: the table of partitions has changed since. */
    void lost() {
      losses.incrementAndGet();
    }

    private boolean happens(Fault fault) {
      return next.compareAndSet(fault, Fault.NONE);
    }
  }

  @Override
  public Stamp stamp(int shard) {
    Stamp stamp = grid.stamp(shard);
    return stamp instanceof Stamp.Held held
        ? new Stamp.Held(held.member(), held.version() + faults.losses.get(), held.copies())
        : stamp;
  }

  @Override
  public Future<Written> write(Place place, byte[] expected, byte[] mine) {
    boolean isHead = place.equals(Place.head(place.shard()));
    if (isHead && faults.happens(Faults.Fault.STOPPED_AT_HEAD)) {
      throw new IllegalStateException("stopped before the switch");
    }
    boolean isBatch = place instanceof Place.Slot && !isHead;
    if (isBatch && faults.happens(Faults.Fault.REQUEST_LOST)) {
      return Future.failedFuture("request lost");
    }
    Future<Written> written = grid.write(place, expected, mine);
    return isBatch && faults.happens(Faults.Fault.REPLY_LOST)
        ? written.compose(done -> Future.failedFuture("reply lost"))
        : written;
  }

  @Override
  public Future<byte[]> read(Place place) {
    return grid.read(place);
  }

  @Override
  public Future<List<byte[]>> read(int shard, long fromSeq, int count) {
    return grid.read(shard, fromSeq, count);
  }

  @Override
  public Future<List<Long>> seqs(int shard) {
    return grid.seqs(shard);
  }

  @Override
  public Future<List<String>> pieces(int shard) {
    return grid.pieces(shard);
  }

  @Override
  public Future<Void> trim(int shard, Collection<Long> seqs, long epochMax) {
    return grid.trim(shard, seqs, epochMax);
  }

  @Override
  public Future<Void> delete(int shard, Collection<String> pieces) {
    return grid.delete(shard, pieces);
  }

  @Override
  public <T> Future<T> on(Supplier<Future<T>> work) {
    return grid.on(work);
  }

  @Override
  public <T> Future<T> work(Callable<T> work) {
    return grid.work(work);
  }

  @Override
  public void timer(long afterMs, Runnable action) {
    grid.timer(afterMs, action);
  }
}
