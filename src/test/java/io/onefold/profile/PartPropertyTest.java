package io.onefold.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.Event;
import io.onefold.event.Hash128;
import io.onefold.event.Limits;
import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Parting a profile against folding the events of the two parts, over seeds. Everything is few
 * enough that no bound drops anything, but for the ring, which is compared where it is not full.
 */
final class PartPropertyTest {

  private static final int SEEDS = 1_500;

  private static final RandomEvents.Variety ROUTES =
      new RandomEvents.Variety(4, 4, 4, 4, 6 * Limits.VISIT_GAP_MS);

  private final Names names = new Names();

  static LongStream seeds() {
    return LongStream.range(0, SEEDS);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void part_anyRoutesOfAnyTree_givesBothParts(long seed) {
    Random random = new Random(seed);
    Case given = new Case(random, random.nextInt(45));
    Profile whole = given.whole();
    Set<Hash128> routes = given.someRoutes();
    Profile part = whole.part(routes, names);
    assertIs(seed, part, given, event -> routes.contains(event.route().hash()));
    assertIs(seed, whole, given, event -> !routes.contains(event.route().hash()));
  }

  /** The part is parted in its turn, once it has moved to another shard and back. */
  @ParameterizedTest
  @MethodSource("seeds")
  void part_ofPart_givesItsParts(long seed) {
    Random random = new Random(seed);
    Case given = new Case(random, random.nextInt(45));
    Profile whole = given.whole();
    Set<Hash128> outer = given.someRoutes();
    Set<Hash128> inner = given.someRoutes();
    Profile part = moved(whole.part(outer, names));
    Profile partOfPart = part.part(inner, names);
    assertIs(seed, whole, given, event -> !outer.contains(event.route().hash()));
    assertIs(seed, part, given, event -> isIn(event, outer) && !isIn(event, inner));
    assertIs(seed, partOfPart, given, event -> isIn(event, outer) && isIn(event, inner));
  }

  /** What comes after the part finds the state that it would find without the others. */
  @ParameterizedTest
  @MethodSource("seeds")
  void part_thenFoldedOn_isAsIfNeverTogether(long seed) {
    Random random = new Random(seed);
    Case given = new Case(random, random.nextInt(25));
    Profile whole = given.whole();
    Set<Hash128> routes = given.someRoutes();
    Profile part = whole.part(routes, names);
    List<Event> later = new RandomEvents(random, ROUTES).list(20);
    later.forEach(event -> (isIn(event, routes) ? part : whole).fold(event, names));
    given.events.addAll(later);
    assertIs(seed, part, given, event -> isIn(event, routes));
    assertIs(seed, whole, given, event -> !isIn(event, routes));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void absorb_ofThePart_givesTheWhole(long seed) {
    Random random = new Random(seed);
    Case given = new Case(random, random.nextInt(45));
    Profile whole = given.whole();
    ProfileFacts facts = whole.facts(names);
    List<Ring.Recent> recent = Ring.recent(whole, names);
    Profile part = whole.part(given.someRoutes(), names);
    boolean reversed = random.nextBoolean();
    Profile winner = reversed ? part : whole;
    winner.absorb(reversed ? whole : part, names);
    assertThat(winner.facts(names)).as("seed %d", seed).isEqualTo(facts);
    assertThat(Ring.recent(winner, names)).as("seed %d", seed).isEqualTo(recent);
    assertIs(seed, winner, given, event -> true);
  }

  private void assertIs(long seed, Profile profile, Case given, Predicate<Event> own) {
    List<Event> events = given.events.stream().filter(own).toList();
    PlainProfile plain = new PlainProfile(events, given.owned);
    assertThat(profile.facts(names)).as("seed %d", seed).isEqualTo(plain.facts());
    if (given.events.size() <= Limits.RING_EVENTS) {
      assertThat(Ring.recent(profile, names))
          .as("seed %d", seed)
          .extracting(Ring.Recent::arrival)
          .isEqualTo(plain.recent());
    }
  }

  private Profile moved(Profile profile) {
    Names others = new Names();
    PackedWriter out = new PackedWriter(16);
    profile.freeze(names, out);
    Profile there = Profile.thaw(new PackedReader(out.toBytes()), others);
    there.freeze(others, out.clear());
    return Profile.thaw(new PackedReader(out.toBytes()), names);
  }

  private static boolean isIn(Event event, Set<Hash128> routes) {
    return routes.contains(event.route().hash());
  }

  /** Events, decisions about their orders, and a profile that they were divided and united into. */
  private final class Case {

    private final Random random;
    private final List<Event> events;
    private final Map<String, Boolean> owned = new HashMap<>();

    Case(Random random, int count) {
      this.random = random;
      this.events = new RandomEvents(random, ROUTES).list(count);
    }

    Profile whole() {
      List<Profile> parts = new ArrayList<>();
      for (int i = 1 + random.nextInt(5); i > 0; i--) {
        parts.add(Profile.create(EventDraft.ACCOUNT));
      }
      List<Event> shuffled = new ArrayList<>(events);
      Collections.shuffle(shuffled, random);
      for (Event event : shuffled) {
        parts.get(random.nextInt(parts.size())).fold(event, names);
      }
      while (parts.size() > 1) {
        Profile loser = parts.remove(random.nextInt(parts.size()));
        decide(loser);
        parts.get(random.nextInt(parts.size())).absorb(loser, names);
      }
      decide(parts.getFirst());
      return parts.getFirst();
    }

    private void decide(Profile profile) {
      String order = "order " + random.nextInt(5);
      if (owned.containsKey(order)) {
        return;
      }
      switch (random.nextInt(3)) {
        case 0 -> {
          profile.ownOrder(order);
          owned.put(order, true);
        }
        case 1 -> {
          profile.disownOrder(order);
          owned.put(order, false);
        }
        default -> {}
      }
    }

    /** Each identifier that routes an event with a chance of a half, and one that does not. */
    Set<Hash128> someRoutes() {
      Set<Hash128> routes = new HashSet<>();
      events.stream()
          .map(event -> event.route().hash())
          .distinct()
          .filter(_ -> random.nextBoolean())
          .forEach(routes::add);
      routes.add(new Hash128(random.nextLong(), 1));
      return routes;
    }
  }
}
