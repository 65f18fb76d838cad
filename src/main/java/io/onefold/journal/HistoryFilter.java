package io.onefold.journal;

import io.onefold.event.EventCodec;
import io.onefold.event.Hash128;
import io.onefold.event.PackedReader;
import java.util.Set;

/**
 * Which events of a profile's history are to be forgotten. Events are told apart by their route,
 * the identifier that decided whose they are.
 *
 * <p><b>Threading.</b> Immutable.
 */
public sealed interface HistoryFilter {

  HistoryFilter ALL = new All();

  /** Every event. */
  record All() implements HistoryFilter {}

  /** Events that came by one of these routes. */
  record RoutedBy(Set<Hash128> routes) implements HistoryFilter {

    public RoutedBy {
      routes = Set.copyOf(routes);
    }
  }

  /** Events that came by any other route than these. */
  record NotRoutedBy(Set<Hash128> routes) implements HistoryFilter {

    public NotRoutedBy {
      routes = Set.copyOf(routes);
    }
  }

  /** Whether an event, in the bytes of the journal, is to be forgotten. */
  default boolean selects(byte[] encodedEvent) {
    return switch (this) {
      case All() -> true;
      case RoutedBy(Set<Hash128> routes) -> routes.contains(route(encodedEvent));
      case NotRoutedBy(Set<Hash128> routes) -> !routes.contains(route(encodedEvent));
    };
  }

  private static Hash128 route(byte[] encodedEvent) {
    return EventCodec.read(new PackedReader(encodedEvent)).route().hash();
  }
}
