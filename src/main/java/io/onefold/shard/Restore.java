package io.onefold.shard;

import io.onefold.event.PackedReader;
import io.onefold.identity.Capture;
import io.onefold.identity.Decision;
import io.onefold.identity.Decisions;
import io.onefold.identity.Partition;
import io.onefold.journal.Batch;
import io.onefold.journal.Checkpoint;
import io.onefold.journal.CorruptJournalException;
import io.onefold.journal.Loaded;
import io.onefold.journal.ReadEnd;
import io.onefold.journal.Section;
import io.onefold.journal.ShardJournal;
import io.onefold.journal.Suppressed;
import io.onefold.journal.Suppressions;
import io.onefold.journal.Tail;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes a shard over: becomes its owner in the journal, then rebuilds its memory from the
 * checkpoint and the batches behind it.
 *
 * <p><b>Threading.</b> Runs on the shard's event loop. <b>Errors.</b> A failed future with {@link
 * RestoreRefused} when what is stored cannot be trusted; with anything else when the store was not
 * to be reached, and it may be tried again.
 */
final class Restore {

  /**
   * A shard's memory, rebuilt.
   *
   * @param baseline what the stored checkpoint holds
   * @param checkpointSeq where it stands in the journal
   * @param suppressed the suppression list, which may hold more than the partition: what was
   *     suppressed behind a checkpoint that was gone back to
   */
  record Restored(
      Partition partition,
      Tail tail,
      UUID writer,
      Capture.Baseline baseline,
      long checkpointSeq,
      TailLog tailLog,
      Suppressed suppressed) {

    /** Whether the store held nothing of this shard. */
    boolean isEmpty() {
      return tail.lastSeq() == 0 && checkpointSeq == 0;
    }
  }

  private final int shard;
  private final ShardJournal journal;
  private final Suppressions suppressions;
  private final ShardSettings settings;
  private final boolean heldData;

  /**
   * @param heldData whether the store held something of this shard before
   */
  Restore(int shard, Wiring wiring, boolean heldData) {
    this.shard = shard;
    this.heldData = heldData;
    this.journal = wiring.journal();
    this.suppressions = wiring.suppressions();
    this.settings = wiring.settings();
  }

  Future<Restored> run() {
    UUID writer = UUID.randomUUID();
    return journal
        .takeOver(shard, writer)
        .compose(tail -> suppressions.read(shard).compose(list -> rebuild(tail, writer, list)))
        .recover(Restore::judge)
        .compose(
            restored ->
                heldData && restored.isEmpty()
                    ? refuse(emptied())
                    : Future.succeededFuture(restored));
  }

  /**
   * A store that is away may be asked again; one that is damaged, or whose decisions do not fit
   * each other, has to be looked at.
   */
  private static Future<Restored> judge(Throwable failure) {
    boolean damaged =
        failure instanceof CorruptJournalException
            || failure instanceof IndexOutOfBoundsException
            || failure instanceof IllegalArgumentException
            || failure instanceof NullPointerException
            || failure instanceof ClassCastException;
    return damaged ? refuse(failure.getMessage()) : Future.failedFuture(failure);
  }

  /** The first of the older ones asked for that this shard has, else the current one. */
  private Future<Loaded> checkpoint(List<String> olderIds) {
    if (olderIds.isEmpty()) {
      return journal.checkpoint(shard, Optional.empty());
    }
    return journal
        .checkpoint(shard, Optional.of(olderIds.getFirst()))
        .compose(
            loaded ->
                loaded instanceof Loaded.None
                    ? checkpoint(olderIds.subList(1, olderIds.size()))
                    : Future.succeededFuture(loaded));
  }

  private Future<Restored> rebuild(Tail tail, UUID writer, Suppressed list) {
    return checkpoint(settings.restoreIds())
        .compose(
            loaded ->
                switch (loaded) {
                  case Loaded.None() ->
                      replay(new Memory(new Partition(shard), Capture.Baseline.NONE, 0), tail)
                          .map(memory -> memory.restored(tail, writer, list));
                  case Loaded.Corrupt corrupt -> refuse(corrupt.message());
                  case Loaded.Found(Checkpoint found) -> {
                    Optional<String> obstacle =
                        difference(found.attributes()).or(() -> outdated(found, list));
                    yield obstacle.isPresent()
                        ? refuse(obstacle.get())
                        : replay(load(found), tail)
                            .map(memory -> memory.restored(tail, writer, list));
                  }
                });
  }

  private Memory load(Checkpoint checkpoint) {
    Partition partition = new Partition(shard);
    for (Section section : checkpoint.sections()) {
      if (section.content() instanceof Section.Content.Fresh(byte[] bytes)) {
        Capture.restore(partition, section.name(), section.version(), bytes);
      }
    }
    boolean older = !settings.restoreIds().isEmpty();
    Capture.Baseline baseline = older ? Capture.Baseline.NONE : Capture.baseline(partition);
    return new Memory(partition, baseline, checkpoint.seq());
  }

  /** What a checkpoint holds, and the journal's tail once it is folded in. */
  private record Memory(
      Partition partition, Capture.Baseline baseline, long fromSeq, TailLog tailLog) {

    private Memory(Partition partition, Capture.Baseline baseline, long fromSeq) {
      this(partition, baseline, fromSeq, new TailLog());
    }

    private Restored restored(Tail tail, UUID writer, Suppressed list) {
      return new Restored(partition, tail, writer, baseline, fromSeq, tailLog, list);
    }
  }

  private Future<Memory> replay(Memory memory, Tail tail) {
    return journal
        .read(shard, memory.fromSeq, batch -> fold(batch, memory.partition, memory.tailLog))
        .compose(
            end ->
                switch (end) {
                  case ReadEnd.Complete(long lastSeq, int crc) ->
                      lastSeq == tail.lastSeq() && crc == tail.crcOfLast()
                          ? Future.succeededFuture(memory)
                          : changed(tail, lastSeq);
                  case ReadEnd.Trimmed(int of, long firstSeq) ->
                      settings.restoreIds().isEmpty()
                          ? refuse(trimmed(memory.fromSeq, firstSeq))
                          : Future.succeededFuture(memory);
                  case ReadEnd.Corrupt corrupt -> refuse(corrupt.message());
                });
  }

  private static void fold(Batch batch, Partition partition, TailLog tailLog) {
    PackedReader in = new PackedReader(batch.ops());
    while (in.hasMore()) {
      Decision decision = Decisions.read(in);
      partition.fold(decision);
      tailLog.note(decision, batch.seq());
    }
  }

  /** As when the store is emptied in these very milliseconds: the next try sees what is left. */
  private Future<Memory> changed(Tail tail, long lastSeq) {
    return Future.failedFuture(
        new IllegalStateException(
            "shard=%d ended at seq=%d when it was taken over, and at seq=%d when it was read"
                .formatted(shard, tail.lastSeq(), lastSeq)));
  }

  private Optional<String> difference(Map<String, String> stored) {
    return settings.attributes().entrySet().stream()
        .filter(mine -> !mine.getValue().equals(stored.get(mine.getKey())))
        .map(
            mine ->
                "SNAPSHOT_FOREIGN shard=%d was written with %s=%s, this node has %s"
                    .formatted(shard, mine.getKey(), stored.get(mine.getKey()), mine.getValue()))
        .findFirst();
  }

  /** A list that is older than the checkpoint lacks those who were erased since. */
  private Optional<String> outdated(Checkpoint checkpoint, Suppressed list) {
    return checkpoint.suppressionVersion() <= list.version()
        ? Optional.empty()
        : Optional.of(
            ("SUPPRESSIONS_OLD shard=%d checkpoint %s needs version=%d of the suppression list,"
                    + " found version=%d; bring back the list that was stored with it")
                .formatted(
                    shard, checkpoint.id(), checkpoint.suppressionVersion(), list.version()));
  }

  private String emptied() {
    return ("STORE_EMPTY shard=%d the store holds nothing of this shard, but it did before; bring"
            + " its data back, or start with --accept-empty to go on without")
        .formatted(shard);
  }

  private String trimmed(long fromSeq, long firstSeq) {
    return "JOURNAL_TRIMMED shard=%d needs the batches behind seq=%d, the first kept is seq=%d"
        .formatted(shard, fromSeq, firstSeq);
  }

  private static <T> Future<T> refuse(String why) {
    return Future.failedFuture(new RestoreRefused(why));
  }
}
