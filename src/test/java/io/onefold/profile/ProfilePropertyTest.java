package io.onefold.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.Event;
import io.onefold.event.Limits;
import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Packed profiles against {@link PlainProfile}, over seeds. */
final class ProfilePropertyTest {

  private static final int SEEDS = 300;

  /** More of everything than a profile keeps, but for visits, whose bound is by device. */
  private static final RandomEvents.Variety MUCH =
      new RandomEvents.Variety(400, 600, 100, 60, 8 * Limits.VISIT_GAP_MS);

  static Stream<Arguments> seeds() {
    Stream<Arguments> few =
        LongStream.range(0, SEEDS).mapToObj(seed -> Arguments.of(seed, RandomEvents.FEW, 60));
    Stream<Arguments> much =
        LongStream.range(0, 4).mapToObj(seed -> Arguments.of(seed, MUCH, 2_500));
    return Stream.concat(few, much);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void fold_anyOrder_givesPlainFacts(long seed, RandomEvents.Variety variety, int count) {
    Random random = new Random(seed);
    List<Event> events = new RandomEvents(random, variety).list(count);
    PlainProfile plain = new PlainProfile(events, Map.of());
    for (int turn = 0; turn < 3; turn++) {
      Collections.shuffle(events, random);
      Names names = new Names();
      Profile profile = Profile.create(EventDraft.ACCOUNT);
      events.forEach(event -> profile.fold(event, names));
      assertThat(profile.facts(names)).as("seed %d", seed).isEqualTo(plain.facts());
      assertThat(recent(profile, names)).as("seed %d", seed).isEqualTo(plain.recent());
    }
  }

  /** Events are divided over profiles of several shards, which unite in a random tree meanwhile. */
  @ParameterizedTest
  @MethodSource("seeds")
  void absorb_anyTree_givesPlainFacts(long seed, RandomEvents.Variety variety, int count) {
    Random random = new Random(seed);
    List<Event> events = new RandomEvents(random, variety).list(count);
    List<Part> parts = new ArrayList<>();
    Map<String, Boolean> owned = new HashMap<>();
    for (int i = 2 + random.nextInt(6); i > 0; i--) {
      parts.add(Part.on(i % 2 == 0 || parts.isEmpty() ? new Names() : parts.getFirst().names()));
      parts.getLast().decide(random, owned);
    }
    for (Event event : events) {
      if (parts.size() > 1 && random.nextInt(count) < 8) {
        unite(parts, random);
      }
      parts.get(random.nextInt(parts.size())).fold(event);
    }
    while (parts.size() > 1) {
      unite(parts, random);
    }
    PlainProfile plain = new PlainProfile(events, owned);
    Part all = parts.getFirst();
    assertThat(all.profile.facts(all.names)).as("seed %d", seed).isEqualTo(plain.facts());
    assertThat(recent(all.profile, all.names)).as("seed %d", seed).isEqualTo(plain.recent());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void profile_writtenOrFrozen_isTheSame(long seed, RandomEvents.Variety variety, int count) {
    Part part = Part.on(new Names());
    new RandomEvents(new Random(seed), variety).list(count).forEach(part::fold);
    ProfileFacts facts = part.profile.facts(part.names);

    Profile restored = Profile.of(written(part.profile));
    assertThat(written(restored)).as("seed %d", seed).isEqualTo(written(part.profile));
    assertThat(restored.facts(part.names)).as("seed %d", seed).isEqualTo(facts);

    Part moved = part.movedTo(new Names());
    assertThat(moved.profile.facts(moved.names)).as("seed %d", seed).isEqualTo(facts);
    Part back = moved.movedTo(part.names);
    assertThat(back.profile.facts(part.names)).as("seed %d", seed).isEqualTo(facts);
  }

  private static void unite(List<Part> parts, Random random) {
    Part loser = parts.remove(random.nextInt(parts.size()));
    Part winner = parts.get(random.nextInt(parts.size()));
    boolean atHome = loser.names == winner.names && random.nextBoolean();
    Part arrived = atHome ? loser : loser.movedTo(winner.names);
    winner.profile.absorb(arrived.profile, winner.names);
  }

  private static List<Long> recent(Profile profile, Names names) {
    return Ring.recent(profile, names).stream().map(Ring.Recent::arrival).toList();
  }

  private static byte[] written(Profile profile) {
    PackedWriter out = new PackedWriter(16);
    profile.writeTo(out);
    assertThat(out.length()).isEqualTo(profile.packedLength());
    return out.toBytes();
  }

  /** A profile and the dictionary of its shard. */
  private record Part(Profile profile, Names names) {

    static Part on(Names names) {
      return new Part(Profile.create(EventDraft.ACCOUNT), names);
    }

    void fold(Event event) {
      profile.fold(event, names);
    }

    /** Grants or disowns some orders before their first event; a grant anywhere decides. */
    void decide(Random random, Map<String, Boolean> owned) {
      for (int i = 0; i < 5; i++) {
        String order = "order " + i;
        if (random.nextInt(8) == 0) {
          profile.disownOrder(order);
          owned.putIfAbsent(order, false);
        } else if (random.nextInt(8) == 0) {
          profile.ownOrder(order);
          owned.put(order, true);
        }
      }
    }

    Part movedTo(Names others) {
      PackedWriter out = new PackedWriter(16);
      profile.freeze(names, out);
      PackedReader in = new PackedReader(out.toBytes());
      Part moved = new Part(Profile.thaw(in, others), others);
      assertThat(in.hasMore()).isFalse();
      return moved;
    }
  }
}
