package io.onefold.journal;

import io.onefold.journal.MemoryStore.Log;
import io.onefold.journal.MemoryStore.Place;
import io.onefold.journal.MemoryStore.Stored;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tampers with a {@link MemoryStore}, and is the faults of the journals that are given it.
 *
 * <p><b>Threading.</b> Confined to the test's thread.
 */
final class MemoryTamper implements StoreTamper, MemoryFaults {

  private final MemoryStore store;
  private Append next = Append.NONE;
  private boolean stop;

  MemoryTamper(MemoryStore store) {
    this.store = store;
  }

  @Override
  public Append onAppend(Batch batch) {
    Append now = next;
    next = Append.NONE;
    return now;
  }

  @Override
  public boolean stopBeforeSwitch(Checkpoint checkpoint) {
    boolean now = stop;
    stop = false;
    return now;
  }

  @Override
  public void plant(Batch batch) {
    Log log = store.log(batch.shard());
    Place place = new Place(batch.epoch(), batch.seq());
    log.batches.put(place, BatchCodec.encode(batch));
    log.last = log.last.compareTo(place) > 0 ? log.last : place;
  }

  @Override
  public void flipBit(int shard, long epoch, long seq, int bit) {
    store.log(shard).batches.get(new Place(epoch, seq))[bit / 8] ^= (byte) (1 << bit % 8);
  }

  @Override
  public void remove(int shard, long epoch, long seq) {
    store.log(shard).batches.remove(new Place(epoch, seq));
  }

  @Override
  public void copyLog(int fromShard, int toShard) {
    store.log(toShard).batches.putAll(store.log(fromShard).batches);
    store.log(toShard).last = store.log(fromShard).last;
  }

  @Override
  public void copyCheckpoints(int fromShard, int toShard) {
    store.generations(toShard).kept.addAll(store.generations(fromShard).kept);
  }

  @Override
  public void flipChunkBit(int shard, String section, int bit) {
    stored(shard, section).bytes[bit / 8] ^= (byte) (1 << bit % 8);
  }

  @Override
  public void dropChunk(int shard, String section) {
    stored(shard, section).bytes = null;
  }

  @Override
  public int chunkCount(int shard) {
    Set<Stored> all =
        store.generations(shard).kept.stream()
            .flatMap(generation -> generation.sections().stream())
            .collect(Collectors.toSet());
    return all.size();
  }

  @Override
  public boolean holdsBytes(int shard, byte[] wanted) {
    Stream<byte[]> log = store.log(shard).batches.values().stream();
    Stream<byte[]> sections =
        store.generations(shard).kept.stream()
            .flatMap(generation -> generation.sections().stream())
            .map(section -> section.bytes);
    return Stream.concat(log, sections).anyMatch(bytes -> Canary.isIn(bytes, wanted));
  }

  @Override
  public void wipe() {
    store.wipe();
  }

  @Override
  public void loseNextReply() {
    next = Append.REPLY_LOST;
  }

  @Override
  public void loseNextRequest() {
    next = Append.REQUEST_LOST;
  }

  @Override
  public void stopBeforeSwitch() {
    stop = true;
  }

  private Stored stored(int shard, String section) {
    return store.generations(shard).current().orElseThrow().sections().stream()
        .filter(one -> one.name.equals(section))
        .findFirst()
        .orElseThrow();
  }
}
