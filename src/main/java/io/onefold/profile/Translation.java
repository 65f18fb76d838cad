package io.onefold.profile;

import io.onefold.event.Hash128;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * How the numbers of one profile read in another that takes its facts over: names by a dictionary,
 * routes by their hash. A route is added only when something refers to it, so that rows that
 * nothing refers to any more are left behind.
 *
 * <p><b>Threading.</b> Confined to one thread; used for one absorption.
 */
final class Translation {

  private static final int UNKNOWN = -1;

  private final Packed from;
  private final Packed to;
  private final IntUnaryOperator names;
  private final int[] routes;

  Translation(Packed from, Packed to, IntUnaryOperator names) {
    this.from = from;
    this.to = to;
    this.names = names;
    this.routes = new int[Routes.count(from)];
    Arrays.fill(routes, UNKNOWN);
  }

  Packed from() {
    return from;
  }

  Packed to() {
    return to;
  }

  int name(int name) {
    return names.applyAsInt(name);
  }

  int route(int route) {
    if (route == Routes.REST) {
      return Routes.REST;
    }
    if (routes[route] == UNKNOWN) {
      Hash128 hash = Routes.hash(from, route);
      routes[route] = Routes.of(to, hash, name(Routes.source(from, route)));
    }
    return routes[route];
  }

  /** The same for a route and a name that share an {@code int}. */
  int word(int word) {
    return word(route(word >>> Packed.NAME_BITS), name(word & Packed.NAME_MASK));
  }

  static int word(int route, int name) {
    return route << Packed.NAME_BITS | name;
  }
}
