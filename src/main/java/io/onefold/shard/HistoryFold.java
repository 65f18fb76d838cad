package io.onefold.shard;

import io.onefold.event.EventCodec;
import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import io.onefold.event.ProfileId;
import io.onefold.identity.Decision;
import io.onefold.identity.Decisions;
import io.onefold.journal.Batch;
import io.onefold.journal.HistoryPage;
import io.onefold.journal.ReadEnd;
import io.onefold.journal.ShardJournal;
import io.onefold.journal.history.RedisHistory;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Carries events from the journal into the histories of their profiles, before the journal is
 * trimmed.
 *
 * <p><b>Threading.</b> Runs on the shard's event loop. <b>Bounds.</b> Holds the events of one
 * checkpoint interval.
 */
final class HistoryFold {

  private final int shard;
  private final ShardJournal journal;
  private final RedisHistory history;

  HistoryFold(int shard, ShardJournal journal, RedisHistory history) {
    this.shard = shard;
    this.journal = journal;
    this.history = history;
  }

  /** Writes the events of the batches behind {@code fromSeqExclusive}, up to {@code toSeq}. */
  Future<Void> run(long fromSeqExclusive, long toSeq) {
    if (toSeq <= fromSeqExclusive) {
      return Future.succeededFuture();
    }
    Map<ProfileId, List<HistoryPage.Entry>> pages = new LinkedHashMap<>();
    return journal
        .read(shard, fromSeqExclusive, batch -> gather(batch, toSeq, pages))
        .compose(
            end ->
                end instanceof ReadEnd.Corrupt corrupt
                    ? Future.failedFuture(new IllegalStateException(corrupt.message()))
                    : write(fromSeqExclusive + 1, toSeq, pages));
  }

  private Future<Void> write(
      long fromSeq, long toSeq, Map<ProfileId, List<HistoryPage.Entry>> pages) {
    return history.write(
        shard,
        pages.entrySet().stream()
            .map(page -> new HistoryPage(page.getKey(), fromSeq, toSeq, page.getValue()))
            .toList());
  }

  private static void gather(
      Batch batch, long toSeq, Map<ProfileId, List<HistoryPage.Entry>> pages) {
    if (batch.seq() > toSeq) {
      return;
    }
    PackedReader in = new PackedReader(batch.ops());
    while (in.hasMore()) {
      if (Decisions.read(in) instanceof Decision.Applied applied) {
        PackedWriter event = new PackedWriter(512);
        EventCodec.write(applied.event(), event);
        pages
            .computeIfAbsent(applied.profile(), profile -> new ArrayList<>())
            .add(new HistoryPage.Entry(batch.seq(), event.toBytes()));
      }
    }
  }
}
