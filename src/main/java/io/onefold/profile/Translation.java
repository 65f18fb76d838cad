package io.onefold.profile;

import io.onefold.event.Hash128;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/**
 * How the numbers of one profile read in another that takes its facts over: names by a dictionary,
 * routes by their hash. A route is added only when something refers to it, so that rows that
 * nothing refers to any more are left behind.
 *
 * <p>What came by a route that is not {@linkplain #takes taken} stays behind: that is how a profile
 * is parted.
 *
 * <p><b>Threading.</b> Confined to one thread; used for one absorption.
 */
final class Translation {

  private static final int UNKNOWN = -1;

  private final Packed from;
  private final Packed to;
  private final IntUnaryOperator names;
  private final IntPredicate taken;
  private final boolean whole;
  private final int[] routes;

  private Translation(
      Packed from, Packed to, IntUnaryOperator names, IntPredicate taken, boolean whole) {
    this.from = from;
    this.to = to;
    this.names = names;
    this.taken = taken;
    this.whole = whole;
    this.routes = new int[Routes.count(from)];
    Arrays.fill(routes, UNKNOWN);
  }

  /** Of everything in {@code from}, whose names have other numbers. */
  static Translation of(Packed from, Packed to, IntUnaryOperator names) {
    return new Translation(from, to, names, route -> true, true);
  }

  /** Of all but what came by routes that are not {@code taken}, and what came by no route. */
  static Translation staying(Packed from, Packed to, IntPredicate taken) {
    return new Translation(from, to, IntUnaryOperator.identity(), taken, true);
  }

  /** Of what came by the routes that are {@code taken}, and no more. */
  static Translation leaving(Packed from, Packed to, IntPredicate taken) {
    return new Translation(from, to, IntUnaryOperator.identity(), taken, false);
  }

  Packed from() {
    return from;
  }

  Packed to() {
    return to;
  }

  /** Whether what came by this route is taken over. */
  boolean takes(int route) {
    return taken.test(route);
  }

  /** Whether what is said of the profile, and came by no route, is taken over. */
  boolean takesWhatNobodySaid() {
    return whole;
  }

  int name(int name) {
    return names.applyAsInt(name);
  }

  int route(int route) {
    if (routes[route] == UNKNOWN) {
      Hash128 hash = Routes.hash(from, route);
      routes[route] = Routes.of(to, hash, name(Routes.source(from, route)));
    }
    return routes[route];
  }

  /** Whether a row whose route and name share an {@code int} is taken over. */
  boolean takesWord(int word) {
    return takes(word >>> Packed.NAME_BITS);
  }

  /** The same for a route and a name that share an {@code int}. */
  int word(int word) {
    return word(route(word >>> Packed.NAME_BITS), name(word & Packed.NAME_MASK));
  }

  static int word(int route, int name) {
    return route << Packed.NAME_BITS | name;
  }
}
