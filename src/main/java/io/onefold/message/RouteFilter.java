package io.onefold.message;

import io.onefold.event.Hash128;
import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which events of one profile id's history are meant, by the identifier that routed them. A profile
 * that was split left its events where they are; the two halves tell them apart by this.
 *
 * <p><b>Threading.</b> Immutable. <b>Bounds.</b> As many routes as a profile has identifiers.
 *
 * @param only whether the events by {@code routes} are meant, or all others
 */
public record RouteFilter(boolean only, Set<Hash128> routes) implements Predicate<Hash128> {

  /** Every event. */
  public static final RouteFilter ALL = new RouteFilter(false, Set.of());

  public RouteFilter {
    routes = Set.copyOf(routes);
  }

  public static RouteFilter only(Set<Hash128> routes) {
    return new RouteFilter(true, routes);
  }

  public static RouteFilter except(Set<Hash128> routes) {
    return new RouteFilter(false, routes);
  }

  @Override
  public boolean test(Hash128 route) {
    return routes.contains(route) == only;
  }

  public void write(PackedWriter out) {
    out.u8(only ? 1 : 0).varint(routes.size());
    routes.stream().sorted().forEach(out::hash);
  }

  public static RouteFilter read(PackedReader in) {
    boolean only = in.u8() == 1;
    Set<Hash128> routes = new HashSet<>();
    for (int left = in.count(); left > 0; left--) {
      routes.add(in.hash());
    }
    return new RouteFilter(only, routes);
  }
}
