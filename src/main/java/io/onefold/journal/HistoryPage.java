package io.onefold.journal;

import io.onefold.event.Event;
import io.onefold.event.EventCodec;
import io.onefold.event.PackedReader;
import io.onefold.event.ProfileId;
import io.onefold.message.RouteFilter;
import java.util.List;

/**
 * Events of one profile on their way from the journal into its history.
 *
 * <p><b>Threading.</b> Immutable as far as its callers leave the bytes alone.
 *
 * @param fromSeq the first batch that this page was gathered from, whether or not it held events of
 *     this profile
 * @param toSeq the last one; a page of the same profile with the same two numbers is the same page
 * @param entries in the order of their seqs; at least one
 */
public record HistoryPage(ProfileId profile, long fromSeq, long toSeq, List<Entry> entries) {

  public HistoryPage {
    entries = List.copyOf(entries);
    if (entries.isEmpty()
        || entries.getFirst().seq() < fromSeq
        || entries.getLast().seq() > toSeq) {
      throw new IllegalArgumentException("entries outside of " + fromSeq + ".." + toSeq);
    }
  }

  /** One event in the bytes of the journal, and the batch it stood in. */
  public record Entry(long seq, byte[] encodedEvent) {

    /** Whether a filter means this event, by the route that it came by. */
    public boolean isMeantBy(RouteFilter filter) {
      Event event = EventCodec.read(new PackedReader(encodedEvent));
      return filter.test(event.route().hash());
    }
  }
}
