package io.onefold.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.Event;
import io.onefold.event.Events;
import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.ProfileId;
import io.onefold.identity.PartitionProbe;
import io.onefold.identity.RuleBook;
import io.onefold.message.Answer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many profiles that turn out to be one person all at once, over eight shards. */
class MergeStormTest {

  /** One below the merges that a profile may take in an hour, and one more for the winner. */
  private static final int PROFILES = 20;

  private static final int SEEDS = 20;
  private static final int DEPTH_MAX = 2;

  /** Which pairs of profiles an event names together. */
  enum Shape {
    STAR {
      @Override
      int other(int number) {
        return 0;
      }
    },
    CHAIN {
      @Override
      int other(int number) {
        return number - 1;
      }
    },
    RING {
      @Override
      int other(int number) {
        return number == 1 ? PROFILES - 1 : number - 1;
      }
    };

    abstract int other(int number);
  }

  private int sent;

  private Event event(ShardWorld world, Identifier... identifiers) {
    world.letPass(1_000);
    return Events.track("Seen", "m" + sent++, world.nowMs(), identifiers);
  }

  private static List<Identifier> devices() {
    return IntStream.range(0, PROFILES)
        .mapToObj(
            i ->
                new Identifier(
                    IdentifierType.ANONYMOUS_ID,
                    "device-" + i,
                    new Hash128(0x9e3779b97f4a7c15L * (i + 1), i + 1)))
        .toList();
  }

  /** How many forwards lead from the profile to the one that it is a part of. */
  private static int depth(ShardWorld world, ProfileId id) {
    PartitionProbe.Seen seen = world.seen(id);
    return seen.state() == PartitionProbe.State.FORWARD ? 1 + depth(world, seen.target()) : 0;
  }

  private static void assertOne(ShardWorld world, List<Identifier> devices, String seed) {
    List<ProfileId> owners = devices.stream().map(d -> world.owner(d).orElseThrow()).toList();
    assertThat(owners).as(seed).containsOnly(owners.getFirst());
    assertThat(world.profiles())
        .as(seed)
        .allMatch(seen -> depth(world, seen.id()) <= DEPTH_MAX, "within two forwards");
    assertThat(world.count(Answer.Counts::merges)).as(seed).isEqualTo(PROFILES - 1);
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void storm_inAnyOrder_isOneProfileWithinTwoForwards(Shape shape) {
    for (int number = 0; number < SEEDS; number++) {
      Random order = new Random(number);
      ShardWorld world = new ShardWorld(8, RuleBook.STANDARD, new Random(number));
      List<Identifier> devices = devices();
      List<Event> links = new ArrayList<>();
      devices.forEach(device -> world.apply(event(world, device)));
      for (int i = 1; i < PROFILES; i++) {
        links.add(event(world, devices.get(i), devices.get(shape.other(i))));
      }
      if (shape == Shape.RING) {
        links.add(event(world, devices.get(1), devices.get(0)));
      }
      Collections.shuffle(links, order);
      links.forEach(world::post);

      world.deliverInAnyOrder(order);
      world.settle();

      assertOne(world, devices, "seed " + number);
    }
  }

  /** Each newcomer is absorbed before it turns out that its winner is not the oldest. */
  @Test
  void chain_fromTheYoungestToTheOldest_isOneProfileWithinTwoForwards() {
    ShardWorld world = new ShardWorld(8, RuleBook.STANDARD, new Random(1));
    List<Identifier> devices = devices();
    devices.forEach(device -> world.apply(event(world, device)));
    for (int i = PROFILES - 1; i > 0; i--) {
      world.apply(event(world, devices.get(i), devices.get(i - 1)));
    }
    assertOne(world, devices, "no seed");
    world.restart();
    assertOne(world, devices, "after a restart");
  }
}
