package io.onefold.journal.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import io.onefold.journal.Batch;
import io.onefold.journal.BatchCodec;
import io.onefold.journal.Canary;
import io.onefold.journal.StoreTamper;
import io.onefold.journal.hazelcast.FaultyGrid.Faults.Fault;
import io.onefold.journal.hazelcast.grid.ClusterMaps;
import io.onefold.journal.hazelcast.grid.Copies;
import io.onefold.journal.hazelcast.grid.Grid;
import io.onefold.journal.hazelcast.grid.Place;
import io.onefold.journal.hazelcast.grid.Written;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/**
 * Tampers with what a journal has in the memory of a cluster.
 *
 * <p><b>Threading.</b> Confined to the test's thread.
 */
final class GridTamper implements StoreTamper {

  private static final int ATTEMPTS_MAX = 20;

  private static final int PLACES = 300;

  private final Grid grid;
  private final List<HazelcastInstance> members;
  private final FaultyGrid.Faults faults;

  GridTamper(Grid grid, List<HazelcastInstance> members, FaultyGrid.Faults faults) {
    this.grid = grid;
    this.members = members;
    this.faults = faults;
  }

  @Override
  public void plant(Batch batch) {
    set(new Place.Slot(batch.shard(), batch.seq()), BatchCodec.encode(batch));
  }

  @Override
  public void flipBit(int shard, long epoch, long seq, int bit) {
    change(new Place.Slot(shard, seq), bytes -> flipped(bytes, bit));
  }

  @Override
  public void remove(int shard, long epoch, long seq) {
    await(grid.trim(shard, List.of(seq), Long.MAX_VALUE));
  }

  @Override
  public void copyLog(int fromShard, int toShard) {
    List<byte[]> places = await(grid.read(fromShard, 1, PLACES));
    for (int i = 0; i < places.size(); i++) {
      if (places.get(i).length > 0) {
        set(new Place.Slot(toShard, i + 1), places.get(i));
      }
    }
  }

  @Override
  public void copyCheckpoints(int fromShard, int toShard) {
    Head head = head(fromShard);
    set(Place.head(toShard), Head.none(toShard).pointing(head.pointer().orElseThrow()).encode());
    for (String name : await(grid.pieces(fromShard))) {
      set(new Place.Piece(toShard, name), await(grid.read(new Place.Piece(fromShard, name))));
    }
  }

  @Override
  public void flipChunkBit(int shard, String section, int bit) {
    change(chunk(shard, section), bytes -> flipped(bytes, bit));
  }

  @Override
  public void dropChunk(int shard, String section) {
    await(grid.delete(shard, List.of(chunk(shard, section).name())));
  }

  @Override
  public int chunkCount(int shard) {
    return (int)
        await(grid.pieces(shard)).stream().filter(name -> !name.contains(":manifest:")).count();
  }

  /** Looks at every copy, not only at the owner's. */
  @Override
  public boolean holdsBytes(int shard, byte[] wanted) {
    return members.stream()
        .flatMap(member -> Copies.of(member, shard).stream())
        .anyMatch(bytes -> Canary.isIn(bytes, wanted));
  }

  @Override
  public void wipe() {
    members.getFirst().getMap(ClusterMaps.SLOTS).clear();
    members.getFirst().getMap(ClusterMaps.BLOBS).clear();
    faults.lost();
  }

  @Override
  public void loseNextReply() {
    faults.next(Fault.REPLY_LOST);
  }

  @Override
  public void loseNextRequest() {
    faults.next(Fault.REQUEST_LOST);
  }

  @Override
  public void stopBeforeSwitch() {
    faults.next(Fault.STOPPED_AT_HEAD);
  }

  Head head(int shard) {
    return Head.decode(shard, await(grid.read(Place.head(shard)))).orElseThrow();
  }

  void change(Place place, UnaryOperator<byte[]> change) {
    set(place, change.apply(await(grid.read(place))));
  }

  /** A copy that was late on a busy machine leaves it open whether it was written: then again. */
  void set(Place place, byte[] bytes) {
    for (int attempt = 1; !isSet(place, bytes); attempt++) {
      if (attempt == ATTEMPTS_MAX) {
        throw new AssertionError(place + " cannot be written");
      }
    }
  }

  private boolean isSet(Place place, byte[] bytes) {
    byte[] there = await(grid.read(place));
    return await(
        grid.write(place, there, bytes)
            .map(Written.Done.class::isInstance)
            .otherwise(late -> false));
  }

  private Place.Piece chunk(int shard, String section) {
    String part = ":" + section + ":";
    String id = head(shard).pointer().orElseThrow().piece();
    String manifest =
        new String(await(grid.read(new Place.Piece(shard, id))), StandardCharsets.ISO_8859_1);
    return await(grid.pieces(shard)).stream()
        .filter(name -> name.contains(part) && manifest.contains(name))
        .findFirst()
        .map(name -> new Place.Piece(shard, name))
        .orElseThrow();
  }

  private static byte[] flipped(byte[] bytes, int bit) {
    byte[] damaged = bytes.clone();
    damaged[bit / 8] ^= (byte) (1 << bit % 8);
    return damaged;
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException broken) {
      throw new AssertionError(broken);
    }
  }
}
