package io.onefold.journal.redis;

import io.onefold.journal.Appended;
import io.onefold.journal.Batch;
import io.onefold.journal.BatchCodec;
import io.onefold.journal.BatchCodec.Decoded;
import io.onefold.journal.Checkpoint;
import io.onefold.journal.CheckpointId;
import io.onefold.journal.CorruptJournalException;
import io.onefold.journal.Loaded;
import io.onefold.journal.Put;
import io.onefold.journal.ReadEnd;
import io.onefold.journal.ShardJournal;
import io.onefold.journal.Tail;
import io.onefold.journal.checkpoint.Anchors;
import io.onefold.journal.checkpoint.CheckpointStore;
import io.onefold.journal.connection.RedisConnections;
import io.onefold.journal.connection.RedisLink;
import io.onefold.journal.connection.ShardKeys;
import io.onefold.journal.lane.AppendLane;
import io.onefold.journal.lane.LanePosition;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The journal in Redis: a stream per shard with ids {@code <epoch>-<seq>}, and checkpoints as
 * chunks.
 *
 * <p>Redis refuses an id that is not above every id it ever accepted in that stream, of entries
 * that were trimmed or deleted too. That refusal is create-if-absent and fence in one; nothing here
 * locks.
 *
 * <p><b>Threading.</b> As the port says. A shard stays on the event loop that took it over: appends
 * from elsewhere are passed there.
 *
 * <p><b>Bounds.</b> Those of {@link io.onefold.journal.connection.RedisSettings}.
 */
public final class RedisShardJournal implements ShardJournal {

  private final RedisConnections connections;
  private final ShardKeys keys;
  private final CheckpointStore checkpoints;
  private final Map<Integer, Owned> owned = new ConcurrentHashMap<>();
  private final Map<RedisLink, BatchPress> presses = new ConcurrentHashMap<>();

  /**
   * @param checkpointsKept checkpoints of a shard that stay loadable, at least 1
   */
  public RedisShardJournal(RedisConnections connections, ShardKeys keys, int checkpointsKept) {
    this.connections = connections;
    this.keys = keys;
    this.checkpoints = new CheckpointStore(keys, checkpointsKept);
  }

  /** A shard that was taken over here. */
  private record Owned(AppendLane lane, RedisWire wire, EpochIndex epochs) {}

  @Override
  public Future<Appended> append(Batch batch) {
    Owned shard = owned.get(batch.shard());
    return shard == null
        ? Future.failedFuture(new IllegalStateException("shard was not taken over: " + batch))
        : shard.wire().link().on(() -> shard.lane().append(batch));
  }

  @Override
  public Future<Tail> takeOver(int shard, UUID writer) {
    RedisLink link = connections.link();
    return link.on(
        () ->
            link.whenUp(link.settings().giveUpAfterMs())
                .compose(up -> takeOver(link, shard, writer, link.generation())));
  }

  @Override
  public Future<ReadEnd> read(int shard, long fromSeqExclusive, Consumer<Batch> each) {
    RedisLink link = link(shard);
    return link.on(
        () ->
            checkpoints
                .anchors(link, shard)
                .compose(anchors -> reader(link, shard).read(anchors, fromSeqExclusive, each)));
  }

  @Override
  public Future<List<Batch>> readExact(int shard, long[] seqs) {
    RedisLink link = link(shard);
    return link.on(
        () ->
            epochs(link, shard, seqs)
                .compose(epochs -> entries(link, shard, ids(epochs, seqs)))
                .compose(entries -> batches(shard, entries)));
  }

  @Override
  public Future<Boolean> holds(int shard, long checkpointSeq) {
    Owned known = owned.get(shard);
    return known == null
        ? Future.failedFuture(new IllegalStateException("shard was not taken over: " + shard))
        : known.wire().link().on(() -> known.wire().holds(known.lane().position(), checkpointSeq));
  }

  @Override
  public Future<Void> trim(int shard, long upToSeq) {
    RedisLink link = link(shard);
    return link.on(
        () -> checkpoints.anchors(link, shard).compose(now -> trim(link, shard, upToSeq, now)));
  }

  @Override
  public Future<Void> purge(int shard, long upToSeq) {
    RedisLink link = link(shard);
    return link.on(
        () -> checkpoints.anchors(link, shard).compose(now -> purge(link, shard, upToSeq, now)));
  }

  @Override
  public Future<Put> putCheckpoint(Checkpoint checkpoint) {
    RedisLink link = link(checkpoint.shard());
    return link.on(
        () ->
            checkpoints.put(link, checkpoint).onSuccess(put -> tellLane(checkpoint.shard(), put)));
  }

  @Override
  public Future<Loaded> checkpoint(int shard, Optional<String> id) {
    RedisLink link = link(shard);
    return link.on(() -> checkpoints.load(link, shard, id));
  }

  private Future<Tail> takeOver(RedisLink link, int shard, UUID writer, long generation) {
    WalStream stream = stream(link, shard);
    return checkpoints
        .anchors(link, shard)
        .compose(
            anchors -> {
              TakeOver takeOver =
                  new TakeOver(stream, new WalReader(shard, stream), anchors, writer);
              return takeOver
                  .run()
                  .onSuccess(tail -> own(shard, stream, tail, writer, generation, takeOver));
            });
  }

  private void own(
      int shard, WalStream stream, Tail tail, UUID writer, long generation, TakeOver takeOver) {
    Settlement settlement =
        new Settlement(
            stream, () -> checkpoints.anchors(stream.link(), shard).map(Anchors::current));
    LanePosition position = LanePosition.atEpoch(tail.epoch(), writer, tail.lastSeq());
    RedisWire wire = new RedisWire(stream, settlement, generation);
    owned.put(shard, new Owned(new AppendLane(wire, position), wire, takeOver.epochs()));
  }

  private Future<EpochIndex> epochs(RedisLink link, int shard, long[] seqs) {
    Owned known = owned.get(shard);
    boolean knowsAll =
        known != null && Arrays.stream(seqs).allMatch(s -> known.epochs().id(s).isPresent());
    return knowsAll ? Future.succeededFuture(known.epochs()) : reader(link, shard).index();
  }

  private static List<StreamId> ids(EpochIndex epochs, long[] seqs) {
    return Arrays.stream(seqs).mapToObj(epochs::id).flatMap(Optional::stream).toList();
  }

  private Future<List<WalEntry>> entries(RedisLink link, int shard, List<StreamId> ids) {
    return stream(link, shard).entries(ids);
  }

  private static Future<List<Batch>> batches(int shard, List<WalEntry> entries) {
    List<Batch> batches = new ArrayList<>(entries.size());
    for (WalEntry entry : entries) {
      switch (BatchCodec.decode(entry.value())) {
        case Decoded.Sound(Batch batch, int crc) -> batches.add(batch);
        case Decoded.Damaged(String what) -> {
          return Future.failedFuture(
              new CorruptJournalException(new ReadEnd.Corrupt(shard, entry.id().seq(), what)));
        }
      }
    }
    return Future.succeededFuture(batches);
  }

  private Future<Void> trim(RedisLink link, int shard, long upToSeq, Anchors anchors) {
    if (upToSeq > anchors.currentOrBeginning().seq()) {
      return pastCheckpoint(shard, upToSeq, anchors);
    }
    CheckpointId cut = anchors.atOrBelow(upToSeq);
    return stream(link, shard).trim(new StreamId(cut.epoch(), cut.seq() + 1));
  }

  /** The journal goes last: while an older checkpoint is there, it can be gone on from. */
  private Future<Void> purge(RedisLink link, int shard, long upToSeq, Anchors anchors) {
    CheckpointId current = anchors.currentOrBeginning();
    if (upToSeq > current.seq() || anchors.current().isEmpty()) {
      return pastCheckpoint(shard, upToSeq, anchors);
    }
    return checkpoints
        .purge(link, shard, current)
        .compose(
            purged -> stream(link, shard).purge(new StreamId(current.epoch(), current.seq() + 1)));
  }

  private static Future<Void> pastCheckpoint(int shard, long upToSeq, Anchors anchors) {
    long current = anchors.currentOrBeginning().seq();
    return Future.failedFuture(
        new IllegalArgumentException(
            "shard=" + shard + " trim up to " + upToSeq + ", checkpoint at " + current));
  }

  private void tellLane(int shard, Put put) {
    Owned known = owned.get(shard);
    if (known != null && put instanceof Put.Stored(String id, long bytes)) {
      CheckpointId.parse(id).ifPresent(known.lane()::checkpointStored);
    }
  }

  /** Where the owner of a shard lives; for others, where the caller does. */
  private RedisLink link(int shard) {
    Owned known = owned.get(shard);
    return known != null ? known.wire().link() : connections.link();
  }

  private WalReader reader(RedisLink link, int shard) {
    return new WalReader(shard, stream(link, shard));
  }

  private WalStream stream(RedisLink link, int shard) {
    BatchPress press = presses.computeIfAbsent(link, first -> new BatchPress());
    return new WalStream(link, keys.wal(shard), press);
  }
}
