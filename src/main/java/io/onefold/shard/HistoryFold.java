package io.onefold.shard;

import io.onefold.event.EventCodec;
import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import io.onefold.event.ProfileId;
import io.onefold.identity.Decision;
import io.onefold.identity.Decisions;
import io.onefold.journal.Batch;
import io.onefold.journal.Histories;
import io.onefold.journal.HistoryPage;
import io.onefold.journal.ReadEnd;
import io.onefold.journal.ShardJournal;
import io.onefold.message.RouteFilter;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries events from the journal into the histories of their profiles, before the journal is
 * trimmed.
 *
 * <p>What the journal has lost, or gives back damaged, is missing in the timelines and is reported;
 * it does not keep the shard from its checkpoint, which memory holds whole and a restart needs.
 *
 * <p><b>Threading.</b> Runs on the shard's event loop. <b>Bounds.</b> Holds the events of one
 * checkpoint interval, and what was left out of it.
 */
final class HistoryFold {

  private static final Logger LOG = LoggerFactory.getLogger(HistoryFold.class);

  private final int shard;
  private final ShardJournal journal;
  private final Histories history;
  private final List<LeftOut> leftOut = new ArrayList<>();

  HistoryFold(int shard, ShardJournal journal, Histories history) {
    this.shard = shard;
    this.journal = journal;
    this.history = history;
  }

  /** Events that are in no page yet, and are to come into none. */
  private record LeftOut(ProfileId profile, RouteFilter filter, long upToSeq) {

    private boolean selects(HistoryPage.Entry entry) {
      return entry.seq() <= upToSeq && entry.isMeantBy(filter);
    }
  }

  /**
   * Leaves events out that are still on their way from the journal; to be called before {@link
   * Histories#forget} for those that are in pages already, and again for what a replay of the tail
   * decides.
   *
   * @param upToSeq the batch that decided it
   */
  void leaveOut(ProfileId profile, RouteFilter filter, long upToSeq) {
    leftOut.add(new LeftOut(profile, filter, upToSeq));
  }

  /** The batches up to {@code seq} are in pages, and in a checkpoint: they are not read again. */
  void stored(long seq) {
    leftOut.removeIf(gone -> gone.upToSeq <= seq);
  }

  /**
   * Writes the events of the batches behind {@code fromSeqExclusive}, up to {@code toSeq}.
   *
   * @param inMemory batches up to {@code toSeq} that may not be in the journal, in order
   */
  Future<Void> run(long fromSeqExclusive, long toSeq, List<Batch> inMemory) {
    if (toSeq <= fromSeqExclusive) {
      return Future.succeededFuture();
    }
    if (!history.keepsPages()) {
      return history.write(shard, List.of());
    }
    Gathering gathered = new Gathering(fromSeqExclusive, toSeq);
    return journal
        .read(shard, fromSeqExclusive, gathered::add)
        .compose(
            end -> {
              inMemory.forEach(gathered::add);
              report(gathered, toSeq, end);
              return history.write(shard, gathered.pages(leftOut));
            });
  }

  private void report(Gathering gathered, long toSeq, ReadEnd end) {
    if (gathered.missing > 0 || gathered.lastSeq < toSeq) {
      LOG.error(
          "shard {}: of the batches up to {} the journal lacks {}; their events are in no timeline:"
              + " {}",
          shard,
          toSeq,
          gathered.missing + toSeq - gathered.lastSeq,
          end instanceof ReadEnd.Corrupt corrupt ? corrupt.message() : end);
    }
  }

  /** The events of a row of batches, by profile. */
  private static final class Gathering {

    private final Map<ProfileId, List<HistoryPage.Entry>> events = new LinkedHashMap<>();
    private final long fromSeq;
    private final long toSeq;
    private long lastSeq;
    private long missing;

    private Gathering(long fromSeqExclusive, long toSeq) {
      this.fromSeq = fromSeqExclusive + 1;
      this.toSeq = toSeq;
      this.lastSeq = fromSeqExclusive;
    }

    private void add(Batch batch) {
      if (batch.seq() <= lastSeq || batch.seq() > toSeq) {
        return;
      }
      missing += batch.seq() - lastSeq - 1;
      lastSeq = batch.seq();
      PackedReader in = new PackedReader(batch.ops());
      while (in.hasMore()) {
        if (Decisions.read(in) instanceof Decision.Applied applied) {
          PackedWriter event = new PackedWriter(512);
          EventCodec.write(applied.event(), event);
          events
              .computeIfAbsent(applied.profile(), profile -> new ArrayList<>())
              .add(new HistoryPage.Entry(batch.seq(), event.toBytes()));
        }
      }
    }

    private List<HistoryPage> pages(List<LeftOut> leftOut) {
      leftOut.forEach(this::remove);
      return events.entrySet().stream()
          .filter(page -> !page.getValue().isEmpty())
          .map(page -> new HistoryPage(page.getKey(), fromSeq, toSeq, page.getValue()))
          .toList();
    }

    private void remove(LeftOut gone) {
      List<HistoryPage.Entry> of = events.get(gone.profile());
      if (of != null) {
        of.removeIf(gone::selects);
      }
    }
  }
}
