package io.onefold.route;

import io.onefold.event.Event;
import io.onefold.message.Answer;
import java.util.ArrayList;
import java.util.List;

/**
 * Adds up the answers to the events of one request.
 *
 * <p><b>Threading.</b> Confined to one thread.
 */
final class Tally {

  /** Two wrong shards in a row: the profile is on its way somewhere else. */
  static final Answer.Busy STILL_STALE = new Answer.Busy(Answer.Reason.MERGING);

  private final int events;
  private int duplicates;
  private int dropped;
  private Answer.Busy busy;
  private List<Event> stale = List.of();

  Tally(int events) {
    this.events = events;
  }

  void add(Answer answer) {
    switch (answer) {
      case Answer.Accepted accepted -> duplicates += accepted.duplicate() ? 1 : 0;
      case Answer.Dropped _ -> dropped++;
      case Answer.Busy reason -> busy = reason;
      case Answer.Stale _,
          Answer.Changed _,
          Answer.Declined _,
          Answer.Readmitted _,
          Answer.Standing _,
          Answer.NotFound _,
          Answer.Document _,
          Answer.Parts _,
          Answer.Events _,
          Answer.Counts _,
          Answer.Quarantine _,
          Answer.Trial _,
          Answer.Matches _ ->
          throw Answers.unexpected(answer);
    }
  }

  void addStale(Event event) {
    if (stale.isEmpty()) {
      stale = new ArrayList<>();
    }
    stale.add(event);
  }

  /** Events that went to the wrong shard, in their order. */
  List<Event> stale() {
    return stale;
  }

  /** The result, but for the stale events. */
  Ingested result() {
    return busy == null
        ? new Ingested.Committed(events, duplicates, dropped)
        : new Ingested.Busy(busy.reason());
  }

  /** The result, given what became of the stale events the second time. */
  Ingested with(Tally again) {
    duplicates += again.duplicates;
    dropped += again.dropped;
    busy = again.stale.isEmpty() ? again.busy : STILL_STALE;
    return result();
  }
}
