package io.onefold.journal.hazelcast;

import static io.onefold.journal.hazelcast.JournalSettings.PAGE_BYTES;
import static io.onefold.journal.hazelcast.JournalSettings.PAGE_PLACES_MAX;
import static io.onefold.journal.hazelcast.JournalSettings.PAGE_PLACES_MIN;

import io.onefold.journal.Batch;
import io.onefold.journal.CheckpointId;
import io.onefold.journal.ReadEnd;
import io.onefold.journal.hazelcast.grid.Grid;
import io.onefold.journal.hazelcast.grid.Place;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads one shard's log by the rule of {@link SlotWalk}, page by page; while one page is looked at
 * the next one is under way.
 *
 * <p><b>Threading.</b> Confined to the context of its grid; batches are handed over there.
 *
 * <p><b>Bounds.</b> Two pages in memory, of about {@link JournalSettings#PAGE_BYTES} each.
 */
final class SlotReader {

  private final Grid grid;
  private final int shard;
  private final Heads heads;

  SlotReader(Grid grid, int shard) {
    this.grid = grid;
    this.shard = shard;
    this.heads = new Heads(grid, shard);
  }

  /** Walks from a place that is known to be the log's to the tail. */
  Future<SlotWalk> walk(CheckpointId start, Consumer<Batch> each) {
    SlotWalk walk = new SlotWalk(shard, start, each);
    Walk run = new Walk(walk);
    run.begin();
    return run.done.future();
  }

  /** Hands over what lies behind {@code fromSeq}. */
  Future<ReadEnd> read(long fromSeq, Consumer<Batch> each) {
    return heads
        .read()
        .compose(
            now -> {
              Head head = now.head();
              if (fromSeq < head.floor().seq()) {
                return trimmed(head);
              }
              return fromSeq >= head.anchor().seq()
                  ? read(head, head.anchor(), fromSeq, each)
                  : grid.read(new Place.Slot(shard, fromSeq))
                      .compose(bytes -> readOlder(head, fromSeq, bytes, each));
            });
  }

  /** Everything up to the checkpoint is the log's, so the batch there says how it goes on. */
  private Future<ReadEnd> readOlder(Head head, long fromSeq, byte[] bytes, Consumer<Batch> each) {
    if (fromSeq == head.floor().seq()) {
      return read(head, head.floor(), fromSeq, each);
    }
    return switch (Entry.of(bytes)) {
      case Entry.Sound sound ->
          read(head, new CheckpointId(sound.batch().epoch(), fromSeq, sound.crc()), fromSeq, each);
      case Entry.Damaged(var decoded) ->
          Future.succeededFuture(new ReadEnd.Corrupt(shard, fromSeq, decoded.what()));
      case Entry.Mark mark -> missing(head, fromSeq);
      case Entry.Empty empty -> missing(head, fromSeq);
    };
  }

  private Future<ReadEnd> read(Head head, CheckpointId start, long fromSeq, Consumer<Batch> each) {
    return walk(start, batch -> pass(batch, fromSeq, each))
        .compose(
            walk ->
                switch (walk.end()) {
                  case ReadEnd.Corrupt corrupt -> Future.succeededFuture(corrupt);
                  case ReadEnd.Trimmed trimmed -> Future.succeededFuture(trimmed);
                  case ReadEnd.Complete complete ->
                      complete.lastSeq() < head.anchor().seq() && complete.lastSeq() <= fromSeq
                          ? missing(head, complete.lastSeq() + 1)
                          : unlessTrimmed(head, complete);
                });
  }

  private static void pass(Batch batch, long fromSeq, Consumer<Batch> each) {
    if (batch.seq() > fromSeq) {
      each.accept(batch);
    }
  }

  /** A place at or below the checkpoint is empty: it was trimmed in between, or it is damage. */
  private Future<ReadEnd> missing(Head head, long seq) {
    return heads
        .read()
        .map(
            now ->
                now.head().floor().seq() >= seq
                    ? new ReadEnd.Trimmed(shard, now.head().floor().seq() + 1)
                    : corrupt(head, seq));
  }

  /** A tail that was found at a trimmed place is none; one below the checkpoint is damage. */
  private Future<ReadEnd> unlessTrimmed(Head head, ReadEnd.Complete complete) {
    return heads
        .read()
        .compose(
            now ->
                now.head().floor().seq() > complete.lastSeq()
                    ? Future.failedFuture(
                        new IllegalStateException(
                            "shard=" + shard + " was trimmed while it was read; read it again"))
                    : Future.succeededFuture(
                        complete.lastSeq() < head.anchor().seq()
                            ? corrupt(head, complete.lastSeq() + 1)
                            : complete));
  }

  private ReadEnd corrupt(Head head, long seq) {
    return new ReadEnd.Corrupt(
        shard, seq, "is missing, but checkpoint at " + head.anchor().seq() + " contains it");
  }

  private Future<ReadEnd> trimmed(Head head) {
    return Future.succeededFuture(new ReadEnd.Trimmed(shard, head.floor().seq() + 1));
  }

  /** One walk under way. */
  private final class Walk {

    private final SlotWalk walk;
    private final Promise<SlotWalk> done = Promise.promise();

    private Walk(SlotWalk walk) {
      this.walk = walk;
    }

    private void begin() {
      page(fetch(walk.nextSeq(), PAGE_PLACES_MIN));
    }

    private Future<List<byte[]>> fetch(long fromSeq, int places) {
      return grid.read(shard, fromSeq, places);
    }

    private void page(Future<List<byte[]>> fetched) {
      fetched.onSuccess(this::look).onFailure(done::tryFail);
    }

    private void look(List<byte[]> page) {
      long nextSeq = walk.nextSeq() + page.size();
      boolean isFull = page.getLast().length > 0;
      Future<List<byte[]>> ahead = isFull ? fetch(nextSeq, places(page)) : null;
      try {
        page.forEach(this::pass);
      } catch (RuntimeException refusedByConsumer) {
        done.tryFail(refusedByConsumer);
        return;
      }
      if (walk.wantsMore()) {
        page(isFull ? ahead : fetch(nextSeq, PAGE_PLACES_MIN));
      } else {
        done.tryComplete(walk);
      }
    }

    private void pass(byte[] bytes) {
      if (walk.wantsMore()) {
        walk.pass(bytes);
      }
    }

    private static int places(List<byte[]> page) {
      long bytes = page.stream().mapToLong(one -> one.length).sum();
      long fit = PAGE_BYTES * (long) page.size() / Math.max(1, bytes);
      return Math.clamp(fit, 1, PAGE_PLACES_MAX);
    }
  }
}
