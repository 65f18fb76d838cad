package io.onefold.journal.history;

import io.onefold.event.ProfileId;
import io.onefold.journal.HistoryPage;
import io.onefold.message.RouteFilter;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;

/**
 * Rewrites the frames of one profile in one segment without the events that a filter selects.
 *
 * <p>A frame of which something stays keeps its two seqs: a page that is written again is still
 * known to be there. One that holds nothing else goes as a whole.
 *
 * <p><b>Threading.</b> Confined to one worker thread at a time.
 */
final class HistoryRewrite {

  private final ProfileId profile;
  private final RouteFilter filter;
  private int damagedAt;

  HistoryRewrite(ProfileId profile, RouteFilter filter) {
    this.profile = profile;
    this.filter = filter;
  }

  /** What stays of the frames, the same bytes when that is all; empty when one is damaged. */
  Optional<byte[]> apply(byte[] frames) {
    if (filter.equals(RouteFilter.ALL)) {
      return Optional.of(new byte[0]);
    }
    ByteArrayOutputStream rest = new ByteArrayOutputStream(frames.length);
    for (int at = 0; at < frames.length; ) {
      HistoryFrame frame = HistoryFrame.at(frames, at).filter(HistoryFrame::isSound).orElse(null);
      if (frame == null) {
        damagedAt = at;
        return Optional.empty();
      }
      add(frame, at, rest);
      at = frame.end();
    }
    return Optional.of(rest.toByteArray());
  }

  /** Where the damage begins that {@link #apply} came upon. */
  int damagedAt() {
    return damagedAt;
  }

  private void add(HistoryFrame frame, int at, ByteArrayOutputStream rest) {
    List<HistoryPage.Entry> all = frame.entriesAbove(-1);
    List<HistoryPage.Entry> staying =
        all.stream().filter(entry -> !entry.isMeantBy(filter)).toList();
    if (staying.size() == all.size()) {
      rest.write(frame.bytes(), at, frame.end() - at);
    } else if (!staying.isEmpty()) {
      rest.writeBytes(
          HistoryFrame.encode(new HistoryPage(profile, frame.fromSeq(), frame.toSeq(), staying)));
    }
  }
}
