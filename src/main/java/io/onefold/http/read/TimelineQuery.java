package io.onefold.http.read;

import io.onefold.event.EventType;
import io.onefold.event.Limits;
import io.onefold.http.text.Cursor;
import io.onefold.http.text.Query;
import io.onefold.http.wire.Problem;
import io.onefold.message.HistoryPage;
import io.onefold.message.HistoryPage.Position;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which part of a timeline a query string asks for: {@code ?limit=&before=&type=}.
 *
 * <p><b>Threading.</b> Immutable.
 */
sealed interface TimelineQuery {

  record Asked(HistoryPage page) implements TimelineQuery {}

  record Refused(Problem problem) implements TimelineQuery {}

  int LIMIT_DEFAULT = 50;

  /**
   * @param query {@code null} when there is none
   */
  static TimelineQuery read(String query, int accountId) {
    Optional<Integer> limit = Query.limit(query, LIMIT_DEFAULT, Limits.TIMELINE_PAGE_MAX);
    if (limit.isEmpty()) {
      return refused("limit", "a whole number from 1 to " + Limits.TIMELINE_PAGE_MAX);
    }
    Optional<Position> before =
        given(query, "before").map(Cursor::parse).orElse(Optional.of(Position.END));
    if (before.isEmpty()) {
      return refused("before", "what an earlier page gave as next");
    }
    Optional<String> named = given(query, "type");
    Optional<EventType> type = named.flatMap(EventType::named);
    if (named.isPresent() && type.isEmpty()) {
      return refused("type", "one of " + types());
    }
    return new Asked(new HistoryPage(accountId, before.get(), limit.get(), type));
  }

  private static Optional<String> given(String query, String name) {
    return Query.value(query, name).filter(text -> !text.isEmpty());
  }

  private static String types() {
    return Arrays.stream(EventType.values())
        .map(EventType::wireName)
        .collect(Collectors.joining(", "));
  }

  private static TimelineQuery refused(String field, String allowed) {
    return new Refused(Problem.badParameter(field, allowed));
  }
}
