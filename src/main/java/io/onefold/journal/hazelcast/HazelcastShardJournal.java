package io.onefold.journal.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import io.onefold.journal.Appended;
import io.onefold.journal.Batch;
import io.onefold.journal.Checkpoint;
import io.onefold.journal.CheckpointId;
import io.onefold.journal.Loaded;
import io.onefold.journal.Put;
import io.onefold.journal.ReadEnd;
import io.onefold.journal.ShardJournal;
import io.onefold.journal.Tail;
import io.onefold.journal.hazelcast.CheckpointLoad.Found;
import io.onefold.journal.hazelcast.grid.Grid;
import io.onefold.journal.hazelcast.grid.GridMaps;
import io.onefold.journal.hazelcast.grid.Stamp;
import io.onefold.journal.lane.AppendLane;
import io.onefold.journal.lane.LanePosition;
import io.onefold.journal.manifest.Manifest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The journal in the memory of a cluster: a shard's batches, its checkpoint and its head lie in the
 * partition of its number, on the owner and on as many other nodes as the maps have backups.
 *
 * <p>What it acknowledges survives the loss of that many nodes at once. It does not survive the
 * loss of all copies: a shard whose memory is empty begins anew, see {@link #takeOverFrom}.
 *
 * <p>A shard can be taken over, and written, on the node only that owns its partition; reading is
 * possible from everywhere. Of the checkpoints of a shard only the current one is kept.
 *
 * <p><b>Threading.</b> As the port says. A shard stays on the event loop that took it over: calls
 * from elsewhere are passed there.
 *
 * <p><b>Ownership.</b> One for a node.
 *
 * <p><b>Bounds.</b> Those of {@link JournalSettings}.
 *
 * <p><b>Errors.</b> {@link NotOwnerException} and {@link UnprovenException} where the result has no
 * room for them.
 */
public final class HazelcastShardJournal implements ShardJournal {

  private static final Tail BEGINNING = new Tail(0, 0, 0);

  private final Supplier<Grid> grids;
  private final String cluster;
  private final JournalSettings settings;
  private final Map<Integer, Owned> owned = new ConcurrentHashMap<>();
  private final Map<Integer, Manifest> known = new ConcurrentHashMap<>();

  /**
   * @param hazelcast a member that was configured with {@link
   *     io.onefold.journal.hazelcast.grid.ClusterMaps}
   */
  public HazelcastShardJournal(Vertx vertx, HazelcastInstance hazelcast, JournalSettings settings) {
    this(grids(vertx, hazelcast, settings), hazelcast.getConfig().getClusterName(), settings);
  }

  /**
   * @param grids gives the grid for the context that asks
   */
  HazelcastShardJournal(Supplier<Grid> grids, String cluster, JournalSettings settings) {
    this.grids = grids;
    this.cluster = cluster;
    this.settings = settings;
  }

  private static Supplier<Grid> grids(
      Vertx vertx, HazelcastInstance hazelcast, JournalSettings settings) {
    GridMaps maps = new GridMaps(hazelcast, settings.allowsFewerCopies());
    return () -> maps.on((ContextInternal) vertx.getOrCreateContext(), settings.callTimeoutMs());
  }

  @Override
  public Future<Appended> append(Batch batch) {
    return ifOwned(batch.shard(), shard -> shard.lane().append(batch));
  }

  @Override
  public Future<Tail> takeOver(int shard, UUID writer) {
    return takeOverFrom(shard, writer, BEGINNING).map(TakenOver::tail);
  }

  /**
   * As {@link #takeOver}; but a log that is empty here begins behind {@code base}, as if that batch
   * had stood here and been trimmed. Where the log is not empty, only the epoch of {@code base}
   * counts.
   *
   * @param base where the log ends in a store behind this one; the epoch that is won is above its
   */
  public Future<TakenOver> takeOverFrom(int shard, UUID writer, Tail base) {
    Grid grid = grids.get();
    return grid.on(
        () -> {
          Patience patience = new Patience(grid, settings.takeOverWithinMs());
          return new TakeOver(grid, shard, writer, base, patience)
              .run()
              .map(won -> own(grid, shard, writer, won));
        });
  }

  /**
   * Whether neither a batch nor a checkpoint of a shard is here, or ever was since all were lost.
   */
  public Future<Boolean> isEmpty(int shard) {
    return on(
        shard,
        grid ->
            new Heads(grid, shard)
                .read()
                .compose(
                    now ->
                        now.head().isBare()
                            ? new SlotReader(grid, shard)
                                .walk(now.head().anchor(), batch -> {})
                                .map(walk -> walk.last().seq() == 0)
                            : Future.succeededFuture(false)));
  }

  /** The seq of the first batch that can be read here, or will be: all before were trimmed. */
  public Future<Long> firstSeq(int shard) {
    return on(
        shard, grid -> new Heads(grid, shard).read().map(now -> now.head().floor().seq() + 1));
  }

  /**
   * On how many nodes what is committed now stands; 0 where it could not be committed. From memory.
   */
  public int copies(int shard) {
    return grids.get().stamp(shard) instanceof Stamp.Held held ? held.copies() : 0;
  }

  @Override
  public Future<ReadEnd> read(int shard, long fromSeqExclusive, Consumer<Batch> each) {
    return on(shard, grid -> new SlotReader(grid, shard).read(fromSeqExclusive, each));
  }

  @Override
  public Future<List<Batch>> readExact(int shard, long[] seqs) {
    Optional<Long> lastSeq =
        Optional.ofNullable(owned.get(shard)).map(known -> known.lane().position().lastSeq());
    return on(shard, grid -> new ExactReader(grid, shard).read(seqs, lastSeq));
  }

  @Override
  public Future<Boolean> holds(int shard, long checkpointSeq) {
    return ifOwned(shard, own -> own.wire().holds(own.lane().position(), checkpointSeq));
  }

  @Override
  public Future<Void> trim(int shard, long upToSeq) {
    return ifOwned(shard, own -> own.trim().upTo(upToSeq, own.lane().position()));
  }

  @Override
  public Future<Void> purge(int shard, long upToSeq) {
    return ifOwned(shard, own -> own.trim().purge(upToSeq, own.lane().position(), cluster));
  }

  @Override
  public Future<Put> putCheckpoint(Checkpoint checkpoint) {
    return ifOwned(checkpoint.shard(), own -> put(own, checkpoint));
  }

  @Override
  public Future<Loaded> checkpoint(int shard, Optional<String> id) {
    known.remove(shard);
    return on(
        shard, grid -> new Heads(grid, shard).read().compose(now -> load(grid, now.head(), id)));
  }

  private TakenOver own(Grid grid, int shard, UUID writer, TakeOver.Won won) {
    Tail tail = won.found().tail();
    SlotWire wire = new SlotWire(grid, shard, settings, won);
    LanePosition position = LanePosition.atEpoch(tail.epoch(), writer, tail.lastSeq());
    Owned now =
        new Owned(grid, wire, new AppendLane(wire, position), new Trim(grid, shard, settings));
    Owned before = owned.put(shard, now);
    if (before != null) {
      before
          .grid()
          .on(
              () -> {
                before.lane().close(new Appended.Fenced(tail.epoch(), writer));
                return Future.succeededFuture();
              });
    }
    return won.found();
  }

  private Future<Put> put(Owned own, Checkpoint checkpoint) {
    Grid grid = own.grid();
    Patience patience = new Patience(grid, settings.giveUpAfterMs());
    CheckpointPieces pieces = new CheckpointPieces(grid, cluster, patience);
    Optional<Manifest> base = Optional.ofNullable(known.get(checkpoint.shard()));
    return new CheckpointPut(pieces, checkpoint, own.lane().position(), base)
        .run()
        .map(
            result -> {
              result.manifest().ifPresent(manifest -> stored(own, manifest));
              return result.put();
            });
  }

  private void stored(Owned own, Manifest manifest) {
    known.put(manifest.shard(), manifest);
    own.lane().checkpointStored(manifest.id());
  }

  private Future<Loaded> load(Grid grid, Head head, Optional<String> wanted) {
    Optional<CheckpointId> current =
        head.pointer()
            .map(Head.Pointer::id)
            .filter(id -> wanted.isEmpty() || wanted.get().equals(id.text()));
    return current.isEmpty()
        ? Future.succeededFuture(new Loaded.None())
        : CheckpointLoad.manifest(grid, cluster, head)
            .compose(
                found ->
                    switch (found) {
                      case Found.Sound(Manifest manifest) -> load(grid, manifest);
                      case Found.Damaged(String expected, String got) ->
                          Future.succeededFuture(
                              new Loaded.Corrupt(
                                  head.shard(), "manifest", expected, got, Optional.empty()));
                    });
  }

  private Future<Loaded> load(Grid grid, Manifest manifest) {
    return CheckpointLoad.load(grid, manifest)
        .onSuccess(
            loaded -> {
              if (loaded instanceof Loaded.Found) {
                known.put(manifest.shard(), manifest);
              }
            });
  }

  /** Where the owner of a shard lives; for others, where the caller does. */
  private <T> Future<T> on(int shard, Function<Grid, Future<T>> work) {
    Owned own = owned.get(shard);
    Grid grid = own != null ? own.grid() : grids.get();
    return grid.on(() -> work.apply(grid));
  }

  private <T> Future<T> ifOwned(int shard, Function<Owned, Future<T>> work) {
    Owned own = owned.get(shard);
    return own == null
        ? Future.failedFuture(new IllegalStateException("shard was not taken over: " + shard))
        : own.grid().on(() -> work.apply(own));
  }
}
