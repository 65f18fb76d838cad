package io.onefold.shard;

import io.onefold.event.Event;
import io.onefold.event.EventCodec;
import io.onefold.event.PackedReader;
import io.onefold.event.ProfileId;
import io.onefold.identity.Decision;
import io.onefold.identity.Decisions;
import io.onefold.journal.Batch;
import io.onefold.journal.Histories;
import io.onefold.journal.ShardJournal;
import io.onefold.message.Answer;
import io.onefold.message.HistoryPage;
import io.onefold.message.HistoryPage.Position;
import io.onefold.message.RouteFilter;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads a part of the history of one profile id: its pages, and what still stands in the journal.
 *
 * <p><b>Threading.</b> Runs on the shard's event loop. <b>Bounds.</b> Reads the whole history of
 * one id to give a page of it: a profile's history is bounded by its retention and by the node's
 * budget.
 */
final class HistoryReader {

  private static final Comparator<Event> NEWEST_FIRST =
      Comparator.comparing(Position::of).reversed();

  private final int shard;
  private final ShardJournal journal;
  private final Histories history;
  private final TailLog tail;

  HistoryReader(int shard, ShardJournal journal, Histories history, TailLog tail) {
    this.shard = shard;
    this.journal = journal;
    this.history = history;
    this.tail = tail;
  }

  /** The events of the page, newest first; an event that stands in both places comes once. */
  Future<Answer> read(ProfileId profile, RouteFilter filter, HistoryPage page) {
    return journal
        .readExact(shard, tail.seqs(profile))
        .compose(recent -> read(profile, filter, page, recent));
  }

  /** The pages after the journal: what was trimmed from the one in between is in the other. */
  private Future<Answer> read(
      ProfileId profile, RouteFilter filter, HistoryPage page, List<Batch> recent) {
    return history
        .read(shard, profile)
        .map(older -> new Answer.Events(select(profile, filter, page, recent, older)));
  }

  private static List<Event> select(
      ProfileId profile,
      RouteFilter filter,
      HistoryPage page,
      List<Batch> recent,
      List<byte[]> older) {
    Map<Long, Event> events = new HashMap<>();
    Stream.concat(
            older.stream().map(bytes -> EventCodec.read(new PackedReader(bytes))),
            recent.stream().flatMap(batch -> events(batch, profile)))
        .filter(event -> wanted(event, page) && filter.test(event.route().hash()))
        .forEach(event -> events.putIfAbsent(event.id().fingerprint(), event));
    return newest(events.values(), page.countMax());
  }

  private static List<Event> newest(Collection<Event> events, int countMax) {
    return events.stream().sorted(NEWEST_FIRST).limit(countMax).toList();
  }

  private static boolean wanted(Event event, HistoryPage page) {
    return event.origin().accountId() == page.accountId()
        && Position.of(event).compareTo(page.before()) < 0
        && page.type().map(type -> type == event.type()).orElse(true);
  }

  private static Stream<Event> events(Batch batch, ProfileId profile) {
    Stream.Builder<Event> events = Stream.builder();
    PackedReader in = new PackedReader(batch.ops());
    while (in.hasMore()) {
      if (Decisions.read(in) instanceof Decision.Applied applied
          && applied.profile().equals(profile)) {
        events.add(applied.event());
      }
    }
    return events.build();
  }
}
