package io.onefold.journal;

import io.onefold.journal.BatchCodec.Decoded;
import io.onefold.journal.MemoryStore.Log;
import io.onefold.journal.MemoryStore.Place;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A journal in memory, with the same rules as the real ones and every call answered before it
 * returns. One object is one node; nodes share a {@link MemoryStore}.
 *
 * <p>Differs from the one on Redis in that {@link Appended.Unknown} is handed to the owner, where
 * the other first tries to find out; both is allowed.
 *
 * <p><b>Threading.</b> Confined to one thread, with all that share its store.
 */
public final class MemoryJournal implements ShardJournal {

  private final MemoryStore store;
  private final MemoryFaults faults;
  private final MemoryCheckpoints checkpoints;
  private final Map<Integer, Owner> owned = new HashMap<>();
  private final List<Batch> late = new ArrayList<>();

  /**
   * @param kept checkpoints of a shard that stay loadable
   */
  public MemoryJournal(MemoryStore store, MemoryFaults faults, int kept) {
    this.store = store;
    this.faults = faults;
    this.checkpoints = new MemoryCheckpoints(store, faults, kept);
  }

  /** How far this node has come as the owner of a shard. */
  private static final class Owner {

    private final long epoch;
    private final UUID writer;
    private Place last;
    private long lastSeq;
    private long unknownSeq;
    private boolean behind;

    private Owner(long epoch, UUID writer, long lastSeq) {
      this.epoch = epoch;
      this.writer = writer;
      this.last = new Place(epoch, 0);
      this.lastSeq = lastSeq;
    }

    private void stored(long seq) {
      if (seq > lastSeq || (behind && seq == lastSeq)) {
        behind = false;
        lastSeq = seq;
        last = new Place(epoch, 0);
      }
    }
  }

  /** Carries out what was {@link MemoryFaults.Append#LATE}, as far as it still may be. */
  public void deliverLate() {
    late.forEach(this::write);
    late.clear();
  }

  @Override
  public Future<Appended> append(Batch batch) {
    Owner owner = owned.get(batch.shard());
    if (owner != null && batch.seq() > owner.lastSeq + 1 && owner.unknownSeq > owner.lastSeq) {
      return Future.succeededFuture(unknown("batch " + owner.unknownSeq + " is unknown"));
    }
    if (owner == null || batch.epoch() > owner.epoch || batch.seq() > owner.lastSeq + 1) {
      return Future.failedFuture(new IllegalArgumentException("not the next one: " + batch));
    }
    return Future.succeededFuture(append(owner, batch));
  }

  @Override
  public Future<Tail> takeOver(int shard, UUID writer) {
    Log log = store.log(shard);
    CheckpointId start = checkpoints.currentOrBeginning(shard);
    long epoch = Math.max(log.last.epoch(), start.epoch()) + 1;
    log.last = new Place(epoch, 0);
    log.epochs.put(log.last, writer);
    return switch (walk(shard, start, batch -> {}).end()) {
      case ReadEnd.Complete(long lastSeq, int crc) -> {
        owned.put(shard, new Owner(epoch, writer, lastSeq));
        yield Future.succeededFuture(new Tail(epoch, lastSeq, crc));
      }
      case ReadEnd.Corrupt corrupt -> Future.failedFuture(new CorruptJournalException(corrupt));
      case ReadEnd.Trimmed trimmed -> throw new IllegalStateException(trimmed.toString());
    };
  }

  @Override
  public Future<ReadEnd> read(int shard, long fromSeqExclusive, Consumer<Batch> each) {
    CheckpointId start = checkpoints.atOrBelow(shard, fromSeqExclusive);
    long vouched = checkpoints.currentOrBeginning(shard).seq();
    LogWalk walk =
        walk(
            shard,
            start,
            batch -> {
              if (batch.seq() > fromSeqExclusive) {
                each.accept(batch);
              }
            });
    if (start.seq() < vouched
        && walk.lastSeq() == start.seq()
        && walk.firstSeen() != start.seq() + 1) {
      long first = walk.firstSeen() == 0 ? vouched + 1 : walk.firstSeen();
      return Future.succeededFuture(new ReadEnd.Trimmed(shard, first));
    }
    return Future.succeededFuture(
        walk.end() instanceof ReadEnd.Complete(long lastSeq, int crc) && lastSeq < vouched
            ? new ReadEnd.Corrupt(shard, lastSeq + 1, "is missing below the checkpoint")
            : walk.end());
  }

  @Override
  public Future<List<Batch>> readExact(int shard, long[] seqs) {
    List<Batch> found = new ArrayList<>();
    for (long seq : seqs) {
      Optional<byte[]> bytes =
          store.log(shard).batches.entrySet().stream()
              .filter(entry -> entry.getKey().seq() == seq)
              .map(Map.Entry::getValue)
              .reduce((lower, higher) -> higher);
      if (bytes.isPresent()) {
        switch (BatchCodec.decode(bytes.get())) {
          case Decoded.Sound(Batch batch, int crc) -> found.add(batch);
          case Decoded.Damaged(String what) -> {
            return Future.failedFuture(
                new CorruptJournalException(new ReadEnd.Corrupt(shard, seq, what)));
          }
        }
      }
    }
    return Future.succeededFuture(found);
  }

  @Override
  public Future<Boolean> holds(int shard, long checkpointSeq) {
    return Future.succeededFuture(
        !lost(owned.get(shard), shard)
            && checkpoints.currentOrBeginning(shard).seq() >= checkpointSeq);
  }

  @Override
  public Future<Void> trim(int shard, long upToSeq) {
    if (upToSeq > checkpoints.currentOrBeginning(shard).seq()) {
      return Future.failedFuture(new IllegalArgumentException("past the checkpoint: " + upToSeq));
    }
    CheckpointId cut = checkpoints.atOrBelow(shard, upToSeq);
    Place first = new Place(cut.epoch(), cut.seq() + 1);
    store.log(shard).batches.headMap(first).clear();
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> purge(int shard, long upToSeq) {
    CheckpointId current = checkpoints.currentOrBeginning(shard);
    if (upToSeq > current.seq() || store.generations(shard).kept.isEmpty()) {
      return Future.failedFuture(new IllegalArgumentException("past the checkpoint: " + upToSeq));
    }
    List<MemoryStore.Generation> kept = store.generations(shard).kept;
    kept.subList(1, kept.size()).clear();
    store.log(shard).batches.headMap(new Place(current.epoch(), current.seq() + 1)).clear();
    return Future.succeededFuture();
  }

  @Override
  public Future<Put> putCheckpoint(Checkpoint checkpoint) {
    return checkpoints
        .put(checkpoint)
        .onSuccess(
            put -> {
              Owner owner = owned.get(checkpoint.shard());
              if (put instanceof Put.Stored && owner != null) {
                owner.stored(checkpoint.seq());
              }
            });
  }

  @Override
  public Future<Loaded> checkpoint(int shard, Optional<String> id) {
    return Future.succeededFuture(checkpoints.load(shard, id));
  }

  private Appended append(Owner owner, Batch batch) {
    if (batch.epoch() < owner.epoch) {
      return new Appended.Fenced(owner.epoch, owner.writer);
    }
    if (owner.behind || lost(owner, batch.shard())) {
      owner.behind = true;
      return new Appended.Behind(owner.lastSeq);
    }
    return noted(owner, batch, overTheWire(batch));
  }

  private Appended overTheWire(Batch batch) {
    return switch (faults.onAppend(batch)) {
      case NONE -> write(batch);
      case REPLY_LOST -> {
        write(batch);
        yield unknown("reply lost");
      }
      case REQUEST_LOST -> unknown("request lost");
      case LATE -> {
        late.add(batch);
        yield unknown("late");
      }
    };
  }

  private static Appended noted(Owner owner, Batch batch, Appended answer) {
    if (answer instanceof Appended.Committed && batch.seq() > owner.lastSeq) {
      owner.lastSeq = batch.seq();
      owner.last = new Place(batch.epoch(), batch.seq());
    }
    if (answer instanceof Appended.Unknown) {
      owner.unknownSeq = batch.seq();
    }
    return answer;
  }

  private static Appended unknown(String why) {
    return new Appended.Unknown(new IllegalStateException(why));
  }

  private boolean lost(Owner owner, int shard) {
    Log log = store.log(shard);
    return !log.batches.containsKey(owner.last)
        && !log.epochs.containsKey(owner.last)
        && checkpoints.currentOrBeginning(shard).seq() < owner.lastSeq;
  }

  private Appended write(Batch batch) {
    Log log = store.log(batch.shard());
    Place place = new Place(batch.epoch(), batch.seq());
    byte[] bytes = BatchCodec.encode(batch);
    byte[] there = log.batches.get(place);
    if (there == null && place.compareTo(log.last) > 0) {
      log.batches.put(place, bytes);
      log.last = place;
      return new Appended.Committed();
    }
    return Arrays.equals(there, bytes)
        ? new Appended.Committed()
        : new Appended.Fenced(log.last.epoch(), log.topWriter());
  }

  private LogWalk walk(int shard, CheckpointId start, Consumer<Batch> each) {
    LogWalk walk = new LogWalk(shard, start.seq(), start.crc());
    store
        .log(shard)
        .batches
        .tailMap(new Place(start.epoch(), start.seq() + 1))
        .forEach((place, bytes) -> walk.batch(place.epoch(), place.seq(), bytes).ifPresent(each));
    return walk;
  }
}
