package io.onefold.journal.hazelcast;

import io.onefold.journal.hazelcast.grid.Grid;
import io.onefold.journal.hazelcast.grid.Place;
import io.onefold.journal.hazelcast.grid.Stamp;
import io.onefold.journal.hazelcast.grid.Written;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A {@link SimulatedCluster} as one of its members uses it.
 *
 * <p><b>Threading.</b> Confined to the test's thread.
 */
record SimulatedGrid(SimulatedCluster cluster, int member) implements Grid {

  private static final int FAULT_ONE_IN = 12;

  @Override
  public Stamp stamp(int shard) {
    SimulatedCluster.Table table = cluster.table(member);
    if (table.holder() != member) {
      return new Stamp.Elsewhere();
    }
    return table.replica() == SimulatedCluster.NOBODY
        ? new Stamp.Unassigned()
        : new Stamp.Held(new UUID(member, cluster.life(member)), table.version(), 2);
  }

  @Override
  public Future<Written> write(Place place, byte[] expected, byte[] mine) {
    return call(
        holder -> {
          if (cluster.happens(FAULT_ONE_IN)) {
            cluster.later(() -> write(cluster.holderOf(member), place, expected, mine));
            throw new IllegalStateException("request lost, or late");
          }
          Written written = write(holder, place, expected, mine);
          if (cluster.happens(FAULT_ONE_IN)) {
            throw new IllegalStateException("reply lost");
          }
          return written;
        });
  }

  private Written write(Map<Place, byte[]> holder, Place place, byte[] expected, byte[] mine) {
    byte[] there = holder.getOrDefault(place, NOTHING);
    if (!Arrays.equals(there, expected) && !Arrays.equals(there, mine)) {
      return new Written.Refused(there);
    }
    SimulatedCluster.put(holder, place, mine);
    if (cluster.happens(FAULT_ONE_IN) || !cluster.copies(member, place, mine)) {
      throw new IllegalStateException("on one copy only");
    }
    return new Written.Done();
  }

  @Override
  public Future<byte[]> read(Place place) {
    return call(holder -> holder.getOrDefault(place, NOTHING));
  }

  @Override
  public Future<List<byte[]>> read(int shard, long fromSeq, int count) {
    return call(
        holder -> {
          List<byte[]> page = new ArrayList<>(count);
          for (int i = 0; i < count; i++) {
            page.add(holder.getOrDefault(new Place.Slot(shard, fromSeq + i), NOTHING));
          }
          return page;
        });
  }

  @Override
  public Future<List<Long>> seqs(int shard) {
    return call(
        holder ->
            holder.keySet().stream()
                .filter(Place.Slot.class::isInstance)
                .map(place -> ((Place.Slot) place).seq())
                .toList());
  }

  @Override
  public Future<List<String>> pieces(int shard) {
    return call(
        holder ->
            holder.keySet().stream()
                .filter(Place.Piece.class::isInstance)
                .map(place -> ((Place.Piece) place).name())
                .toList());
  }

  @Override
  public Future<Void> trim(int shard, Collection<Long> seqs, long epochMax) {
    return call(
        holder -> {
          for (long seq : seqs) {
            Place place = new Place.Slot(shard, seq);
            if (cluster.happens(FAULT_ONE_IN)) {
              cluster.later(() -> trim(cluster.holderOf(member), place, epochMax));
            } else {
              trim(holder, place, epochMax);
            }
          }
          return null;
        });
  }

  private void trim(Map<Place, byte[]> holder, Place place, long epochMax) {
    byte[] there = holder.get(place);
    if (there == null || ByteBuffer.wrap(there).getLong(EPOCH_AT) <= epochMax) {
      holder.remove(place);
      cluster.copies(member, place, NOTHING);
    }
  }

  @Override
  public Future<Void> delete(int shard, Collection<String> pieces) {
    return call(
        holder -> {
          for (String name : pieces) {
            Place place = new Place.Piece(shard, name);
            holder.remove(place);
            cluster.copies(member, place, NOTHING);
          }
          return null;
        });
  }

  @Override
  public <T> Future<T> on(Supplier<Future<T>> work) {
    return work.get();
  }

  @Override
  public <T> Future<T> work(Callable<T> work) {
    try {
      return Future.succeededFuture(work.call());
    } catch (Exception broken) {
      return Future.failedFuture(broken);
    }
  }

  @Override
  public void timer(long afterMs, Runnable action) {
    cluster.timer(afterMs, action);
  }

  private <T> Future<T> call(Function<Map<Place, byte[]>, T> carriedOut) {
    Promise<T> promise = Promise.promise();
    cluster.call(
        member,
        () -> {
          T answer;
          try {
            answer = carriedOut.apply(cluster.holderOf(member));
          } catch (IllegalStateException lost) {
            promise.fail(lost);
            return;
          }
          promise.complete(answer);
        });
    return promise.future();
  }
}
