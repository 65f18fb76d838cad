package io.onefold.route;

import io.onefold.event.Event;
import io.onefold.event.ProfileId;
import io.onefold.message.Answer;
import io.onefold.message.HistoryPage;
import io.onefold.message.HistoryPage.Position;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes one answer of the answers of several shards. A single busy one makes the whole busy: a sum
 * or a list with a part missing would look like the truth.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class Answers {

  private static final Comparator<Answer.Match> BEST_FIRST =
      Comparator.comparingInt(Answer.Match::rank)
          .thenComparing(Comparator.comparingLong(Answer.Match::lastSeenMs).reversed())
          .thenComparing(Answer.Match::profile);

  private static final Comparator<Event> NEWEST_FIRST =
      Comparator.comparing(Position::of).reversed();

  private Answers() {}

  /** A shard answered what was not asked: a defect. Names the kind only, never what is in it. */
  static IllegalStateException unexpected(Answer answer) {
    return new IllegalStateException("unexpected answer " + answer.getClass().getSimpleName());
  }

  static Optional<Answer> busy(Answer[] answers) {
    for (Answer answer : answers) {
      if (answer instanceof Answer.Busy) {
        return Optional.of(answer);
      }
    }
    return Optional.empty();
  }

  /** The sum of the shards' counts. */
  static Answer sum(Answer[] answers) {
    return busy(answers)
        .orElseGet(
            () -> {
              Answer.Counts sum = new Answer.Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
              for (Answer answer : answers) {
                sum = plus(sum, expect(Answer.Counts.class, answer));
              }
              return sum;
            });
  }

  private static Answer.Counts plus(Answer.Counts a, Answer.Counts b) {
    return new Answer.Counts(
        a.known() + b.known(),
        a.unknown() + b.unknown(),
        a.identifiers() + b.identifiers(),
        a.events() + b.events(),
        a.merges() + b.merges(),
        a.refusals() + b.refusals(),
        a.splits() + b.splits(),
        a.quarantined() + b.quarantined(),
        a.suppressed() + b.suppressed(),
        a.giants() + b.giants(),
        a.drift() + b.drift());
  }

  /** The best of the shards' matches, one for each profile. */
  static Answer best(Answer[] answers, int countMax) {
    return busy(answers)
        .orElseGet(
            () -> {
              List<Answer.Match> all = new ArrayList<>();
              for (Answer answer : answers) {
                all.addAll(expect(Answer.Matches.class, answer).matches());
              }
              all.sort(BEST_FIRST);
              Set<ProfileId> seen = new HashSet<>();
              all.removeIf(match -> !seen.add(match.profile()));
              return new Answer.Matches(all.subList(0, Math.min(countMax, all.size())));
            });
  }

  /**
   * One page of the parts of a history. An event that reached two profiles before they were united
   * stands in both parts, and is shown once.
   *
   * @param asked how many events each part was asked for
   */
  static Timeline page(Answer[] answers, HistoryPage page, int asked) {
    Optional<Answer> busy = busy(answers);
    if (busy.isPresent()) {
      return new Timeline.Busy(expect(Answer.Busy.class, busy.get()).reason());
    }
    List<Event> all = new ArrayList<>();
    boolean cutShort = false;
    for (Answer answer : answers) {
      List<Event> part = events(answer);
      all.addAll(part);
      cutShort |= asked == page.countMax() && part.size() >= asked;
    }
    all.sort(NEWEST_FIRST);
    Set<Long> seen = new HashSet<>();
    all.removeIf(event -> !seen.add(event.id().fingerprint()));
    List<Event> shown = all.subList(0, Math.min(page.countMax(), all.size()));
    boolean more = !shown.isEmpty() && (cutShort || all.size() > shown.size());
    return new Timeline.Page(
        shown, more ? Optional.of(Position.of(shown.getLast())) : Optional.empty());
  }

  /** A part that was never written to has no events. */
  private static List<Event> events(Answer answer) {
    return answer instanceof Answer.NotFound
        ? List.of()
        : expect(Answer.Events.class, answer).events();
  }

  static <T extends Answer> T expect(Class<T> kind, Answer answer) {
    if (!kind.isInstance(answer)) {
      throw unexpected(answer);
    }
    return kind.cast(answer);
  }
}
