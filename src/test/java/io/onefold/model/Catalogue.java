package io.onefold.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The scopes that are searched. */
final class Catalogue {

  private static final List<String> NAMED = List.of("a", "b", "c", "ab", "ac", "bc", "abc");
  private static final List<String> NAMED_OF_TWO = List.of("a", "b", "ab");

  private Catalogue() {}

  /** A number of scopes of one sort. */
  record Chapter(String name, List<Scope> scopes) {}

  static List<Chapter> full() {
    return List.of(
        new Chapter("merges: 3 events, every order of ids", merges()),
        new Chapter("refusals that are forgotten at any time", forgetful()),
        new Chapter("one part: 2 events, 3 identifiers", oneOf(hands(), 2)),
        new Chapter("one part: 3 events, 2 identifiers", smallOf(hands())),
        new Chapter("erasing: 2 events, 3 identifiers", oneOf(erasures(), 2)),
        new Chapter("a part and erasing: 3 events, 2 identifiers", smallOf(both(hands()))),
        new Chapter(
            "a part and erasing: 2 events, 3 identifiers, no crash", calm(both(opposites()))),
        new Chapter("two parts: 2 events, 3 identifiers, no crash", calm(pairs())),
        new Chapter("two crashes: 2 events", twice()),
        new Chapter("devices handed over: 3 events, 3 identifiers, no crash", devices()));
  }

  private static List<Scope> merges() {
    List<Scope> scopes = new ArrayList<>();
    for (String kinds : List.of("SSS", "UUS", "UUU", "UPD", "PPD", "PPS", "PDD")) {
      for (List<Integer> ranks : orders(3)) {
        for (String events : multisets(NAMED, 3)) {
          scopes.add(Scope.of(kinds, events).ranked(ranks.toArray(Integer[]::new)));
        }
      }
    }
    return scopes;
  }

  private static List<Scope> forgetful() {
    List<Scope> scopes = new ArrayList<>();
    for (String kinds : List.of("UUD", "PPD")) {
      for (List<Integer> ranks : List.of(List.of(0, 1, 2), List.of(1, 0, 2), List.of(2, 1, 0))) {
        for (String events : multisets(NAMED, 3)) {
          scopes.add(Scope.of(kinds, events).ranked(ranks.toArray(Integer[]::new)).forgetting());
        }
      }
    }
    return scopes;
  }

  /** Every way to take one identifier out. */
  private static List<UnaryOperator<Scope>> hands() {
    List<UnaryOperator<Scope>> ways = new ArrayList<>(opposites());
    for (String one : List.of("a", "b", "c")) {
      ways.add(scope -> scope.remove(one));
      ways.add(scope -> scope.loosen(one));
    }
    return ways;
  }

  /** With everything and for good, or with nothing and until the next event. */
  private static List<UnaryOperator<Scope>> opposites() {
    List<UnaryOperator<Scope>> ways = new ArrayList<>();
    for (String one : List.of("a", "b", "c")) {
      ways.add(scope -> scope.split(one));
      ways.add(scope -> scope.replace(one));
    }
    return ways;
  }

  private static List<UnaryOperator<Scope>> erasures() {
    return Stream.of('a', 'b', 'c').<UnaryOperator<Scope>>map(one -> s -> s.erase(one)).toList();
  }

  private static List<UnaryOperator<Scope>> both(List<UnaryOperator<Scope>> hands) {
    return hands.stream()
        .flatMap(
            hand ->
                erasures().stream()
                    .<UnaryOperator<Scope>>map(erase -> s -> erase.apply(hand.apply(s))))
        .toList();
  }

  private static List<UnaryOperator<Scope>> pairs() {
    List<UnaryOperator<Scope>> ways = new ArrayList<>();
    for (UnaryOperator<Scope> one : hands()) {
      for (UnaryOperator<Scope> other : hands()) {
        ways.add(scope -> other.apply(one.apply(scope)));
      }
    }
    ways.add(scope -> scope.split("bc").split("b"));
    ways.add(scope -> scope.loosen("ab").replace("b"));
    return ways;
  }

  private static List<Scope> oneOf(List<UnaryOperator<Scope>> ways, int events) {
    List<Scope> scopes = new ArrayList<>();
    for (String kinds : List.of("SSS", "UUS", "PPD")) {
      for (String named : multisets(NAMED, events)) {
        for (UnaryOperator<Scope> way : ways) {
          addIfPossible(scopes, way.apply(Scope.of(kinds, named)));
          addIfPossible(scopes, partOldest(way.apply(Scope.of(kinds, named).ranked(1, 2, 0))));
        }
      }
    }
    return scopes;
  }

  private static List<Scope> smallOf(List<UnaryOperator<Scope>> ways) {
    List<Scope> scopes = new ArrayList<>();
    for (String named : multisets(NAMED_OF_TWO, 3)) {
      for (UnaryOperator<Scope> way : ways) {
        addIfPossible(scopes, way.apply(Scope.of("SS", named)));
        addIfPossible(scopes, partOldest(way.apply(Scope.of("SS", named))));
      }
    }
    return scopes;
  }

  private static List<Scope> calm(List<UnaryOperator<Scope>> ways) {
    List<Scope> scopes = new ArrayList<>();
    for (String named : multisets(NAMED, 2)) {
      for (UnaryOperator<Scope> way : ways) {
        addIfPossible(scopes, way.apply(Scope.of("SSS", named)).crashing(0));
      }
    }
    return scopes;
  }

  private static List<Scope> twice() {
    List<Scope> scopes = new ArrayList<>();
    for (String named : multisets(NAMED, 2)) {
      addIfPossible(scopes, Scope.of("SSS", named).split("b").crashing(2));
      addIfPossible(scopes, Scope.of("SSS", named).erase('b').crashing(2));
    }
    return scopes;
  }

  /** Two people on one device, one after the other, and what else may happen to them meanwhile. */
  private static List<Scope> devices() {
    List<UnaryOperator<Scope>> meanwhile = new ArrayList<>(erasures());
    meanwhile.add(scope -> scope);
    meanwhile.add(scope -> scope.split("c"));
    meanwhile.add(scope -> scope.loosen("c"));
    List<Scope> scopes = new ArrayList<>();
    for (String third : List.of("a", "c", "ab", "ac", "bc", "abc")) {
      for (List<Integer> order : orders(3)) {
        List<String> events = order.stream().map(List.of("ac", "bc", third)::get).toList();
        for (UnaryOperator<Scope> way : meanwhile) {
          Scope scope = Scope.of("PPD", String.join(" ", events)).handingOver().crashing(0);
          addIfPossible(scopes, way.apply(scope));
          addIfPossible(scopes, partOldest(way.apply(scope.ranked(1, 0, 2))));
        }
      }
    }
    return scopes;
  }

  /** Any fixed order will do: here parts win over everything that was there before. */
  private static Scope partOldest(Scope scope) {
    List<Integer> ranks = new ArrayList<>();
    int parts = scope.parts().size();
    for (int p = 0; p < scope.profileCount(); p++) {
      boolean isPart = p >= scope.identifierCount();
      ranks.add(isPart ? p - scope.identifierCount() : scope.ranks().get(p) + parts);
    }
    return scope.ranked(ranks.toArray(Integer[]::new));
  }

  /** Leaves out what can never be taken out or erased, for no event names it with another. */
  private static void addIfPossible(List<Scope> scopes, Scope scope) {
    int named = 0;
    int linked = 0;
    for (int e = 0; e < scope.events().size(); e++) {
      named |= scope.named(e);
      linked |= scope.events().get(e).length() > 1 ? scope.named(e) : 0;
    }
    boolean possible = scope.erased() == 0 || (named >> scope.erased() - 'a' & 1) == 1;
    for (Scope.Part part : scope.parts()) {
      possible &= (part.mask() & ~linked) == 0;
    }
    if (possible) {
      scopes.add(scope);
    }
  }

  static List<String> multisets(List<String> choices, int size) {
    if (size == 0) {
      return List.of("");
    }
    List<String> sets = new ArrayList<>();
    for (int i = 0; i < choices.size(); i++) {
      String first = choices.get(i);
      multisets(choices.subList(i, choices.size()), size - 1)
          .forEach(rest -> sets.add((first + " " + rest).strip()));
    }
    return sets;
  }

  static List<List<Integer>> orders(int size) {
    if (size == 0) {
      return List.of(List.of());
    }
    List<List<Integer>> orders = new ArrayList<>();
    for (List<Integer> shorter : orders(size - 1)) {
      for (int at = 0; at < size; at++) {
        List<Integer> order = new ArrayList<>(shorter);
        order.add(at, size - 1);
        orders.add(order);
      }
    }
    return orders;
  }

  static List<Scope> shuffled(List<Scope> scopes, long seed) {
    List<Scope> shuffled = new ArrayList<>(scopes);
    Collections.shuffle(shuffled, new Random(seed));
    return shuffled;
  }
}
