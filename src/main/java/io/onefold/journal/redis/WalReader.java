package io.onefold.journal.redis;

import io.onefold.journal.Batch;
import io.onefold.journal.CheckpointId;
import io.onefold.journal.LogWalk;
import io.onefold.journal.ReadEnd;
import io.onefold.journal.checkpoint.Anchors;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads one shard's stream by the rule of {@link LogWalk}, page by page.
 *
 * <p>A walk begins at a stored checkpoint, as its id says which batch is the one before and in
 * which epoch it was current; from a bare seq neither the crc nor leftovers behind a gap could be
 * told.
 *
 * <p><b>Threading.</b> Confined to the context of its stream's link; batches are handed over there.
 *
 * <p><b>Bounds.</b> One page in memory, about {@link #PAGE_BYTES}.
 */
final class WalReader {

  /** 256 KiB: Redis serves nobody else while it gathers a page, which takes it about 0.7 ms. */
  private static final int PAGE_BYTES = 256 * 1024;

  private static final int FIRST_PAGE_ENTRIES = 64;
  private static final int PAGE_ENTRIES_MAX = 8_192;

  private final int shard;
  private final WalStream stream;

  WalReader(int shard, WalStream stream) {
    this.shard = shard;
    this.stream = stream;
  }

  /** Hands over what lies behind {@code fromSeq}. */
  Future<ReadEnd> read(Anchors anchors, long fromSeq, Consumer<Batch> each) {
    CheckpointId start = anchors.atOrBelow(fromSeq);
    long vouchedSeq = anchors.currentOrBeginning().seq();
    Walk walk = new Walk(start, Optional.empty(), behind(fromSeq, each));
    return walk.run().map(end -> judge(start.seq(), vouchedSeq, walk.log, end));
  }

  /** Walks from a checkpoint up to and without an entry. */
  Future<ReadEnd> walk(CheckpointId start, Optional<StreamId> end, Consumer<Batch> each) {
    return new Walk(start, end, each).run();
  }

  /** Notes the epochs of all batches that are still there, sound or not. */
  Future<EpochIndex> index() {
    EpochIndex index = new EpochIndex();
    return index(index, StreamId.NONE);
  }

  private Future<EpochIndex> index(EpochIndex index, StreamId from) {
    return stream
        .range(from, Optional.empty(), FIRST_PAGE_ENTRIES)
        .compose(
            entries -> {
              entries.stream()
                  .filter(entry -> entry.id().seq() > 0)
                  .forEach(entry -> index.add(entry.id().seq(), entry.id().epoch()));
              return entries.size() < FIRST_PAGE_ENTRIES
                  ? Future.succeededFuture(index)
                  : index(index, entries.getLast().id().next());
            });
  }

  private static Consumer<Batch> behind(long fromSeq, Consumer<Batch> each) {
    return batch -> {
      if (batch.seq() > fromSeq) {
        each.accept(batch);
      }
    };
  }

  /**
   * Looks at a walk that began below the current checkpoint. What lies between may have been
   * trimmed: then nothing follows where the walk began. Else it must reach the checkpoint.
   */
  private ReadEnd judge(long startSeq, long vouchedSeq, LogWalk log, ReadEnd end) {
    if (startSeq < vouchedSeq && log.lastSeq() == startSeq && log.firstSeen() != startSeq + 1) {
      return new ReadEnd.Trimmed(shard, log.firstSeen() == 0 ? vouchedSeq + 1 : log.firstSeen());
    }
    return end instanceof ReadEnd.Complete(long lastSeq, int crc) && lastSeq < vouchedSeq
        ? new ReadEnd.Corrupt(
            shard, lastSeq + 1, "is missing, but checkpoint at " + vouchedSeq + " contains it")
        : end;
  }

  /** One walk under way. */
  private final class Walk {

    private final StreamId first;
    private final LogWalk log;
    private final Optional<StreamId> end;
    private final Consumer<Batch> each;
    private final Promise<ReadEnd> done = Promise.promise();

    private Walk(CheckpointId start, Optional<StreamId> end, Consumer<Batch> each) {
      this.first = new StreamId(start.epoch(), start.seq() + 1);
      this.log = new LogWalk(shard, start.seq(), start.crc());
      this.end = end;
      this.each = each;
    }

    private Future<ReadEnd> run() {
      page(first, FIRST_PAGE_ENTRIES);
      return done.future();
    }

    private void page(StreamId from, int count) {
      stream
          .range(from, end, count)
          .onSuccess(entries -> page(entries, count))
          .onFailure(done::tryFail);
    }

    private void page(List<WalEntry> entries, int count) {
      try {
        entries.forEach(this::feed);
      } catch (RuntimeException refusedByConsumer) {
        done.tryFail(refusedByConsumer);
        return;
      }
      if (entries.size() < count || log.isDamaged()) {
        done.tryComplete(log.end());
      } else {
        page(entries.getLast().id().next(), nextCount(entries));
      }
    }

    private void feed(WalEntry entry) {
      switch (entry.field()) {
        case WalEntry.BATCH ->
            log.batch(entry.id().epoch(), entry.id().seq(), entry.value()).ifPresent(each);
        case WalEntry.EPOCH -> epoch(entry);
        default -> log.foreign("entry " + entry.id().text() + " holds " + entry.field());
      }
    }

    private void epoch(WalEntry entry) {
      if (entry.id().seq() == 0 && EpochRecord.decode(entry.value()).isPresent()) {
        log.epoch(entry.id().epoch());
      } else {
        log.foreign("EPOCH record " + entry.id().text() + " is damaged");
      }
    }

    private static int nextCount(List<WalEntry> entries) {
      long bytes = entries.stream().mapToLong(entry -> entry.value().length).sum();
      long fits = PAGE_BYTES * (long) entries.size() / Math.max(1, bytes);
      return Math.clamp(fits, 1, PAGE_ENTRIES_MAX);
    }
  }
}
