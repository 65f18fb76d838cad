package io.onefold.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.Event;
import io.onefold.event.EventType;
import io.onefold.event.Events;
import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.ProfileId;
import io.onefold.identity.PartitionProbe.Seen;
import io.onefold.identity.PartitionProbe.State;
import io.onefold.identity.RuleBook;
import io.onefold.message.Act;
import io.onefold.message.Answer;
import io.onefold.message.Cause;
import io.onefold.message.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The events of an account are those that its profiles count, whatever was done to these. */
class EventCountsPropertyTest {

  private static final int TRIES = 20;
  private static final int STEPS = 60;
  private static final int IDENTIFIERS = 14;
  private static final List<IdentifierType> TYPES =
      List.of(
          IdentifierType.CUSTOMER_ID,
          IdentifierType.EMAIL,
          IdentifierType.ANONYMOUS_ID,
          IdentifierType.ORDER_ID);

  /** One world, and a hand that does anything to it. */
  private static final class Scene {

    private final Random random;
    private final ShardWorld world;
    private final List<Identifier> identifiers =
        IntStream.range(0, IDENTIFIERS)
            .mapToObj(i -> Events.identifier(TYPES.get(i % TYPES.size()), "v" + i))
            .toList();
    private int sent;
    private int unitedByHand;
    private int divided;
    private int erased;

    Scene(long seed) {
      random = new Random(seed);
      world = new ShardWorld(3, RuleBook.STANDARD, new Random(seed));
    }

    void step() {
      world.letPass(1_000);
      switch (random.nextInt(12)) {
        case 0 -> split();
        case 1 -> remove();
        case 2 -> merge();
        case 3 -> erase();
        case 4 -> readmit();
        case 5 -> world.restart();
        default -> world.apply(event());
      }
      world.settle();
    }

    private Identifier any() {
      return identifiers.get(random.nextInt(identifiers.size()));
    }

    private Event event() {
      List<Identifier> drawn = new ArrayList<>(identifiers);
      Collections.shuffle(drawn, random);
      Identifier[] named =
          drawn.subList(0, 1 + random.nextInt(3)).stream()
              .sorted(Comparator.comparing(Identifier::type))
              .toArray(Identifier[]::new);
      Event plain = Events.track("Seen", "m" + sent++, world.nowMs(), named);
      EventType type = EventType.of(random.nextInt(EventType.values().length));
      return new Event(
          plain.origin(),
          type,
          type == EventType.TRACK ? plain.name() : "",
          plain.id(),
          plain.time(),
          plain.identifiers(),
          plain.facts(),
          plain.propertiesJson());
    }

    private void split() {
      Identifier going = any();
      List<Hash128> hashes = List.of(going.hash());
      change(going, new Act.Split(ShardWorld.ACCOUNT, hashes, "desk"), a -> divided++);
    }

    private void remove() {
      Identifier going = any();
      change(going, new Act.Remove(ShardWorld.ACCOUNT, going.hash(), "desk"), a -> divided++);
    }

    private void erase() {
      change(any(), new Act.Erase(ShardWorld.ACCOUNT, "desk"), a -> erased++);
    }

    private void readmit() {
      Hash128 again = any().hash();
      world.ask(
          again.shard(world.shardCount()),
          to -> new Message.Readmit(again, ShardWorld.ACCOUNT, to));
    }

    private void merge() {
      Identifier one = any();
      String operation = "merge-" + sent++;
      Cause cause =
          new Cause(
              Cause.Kind.FORCED,
              one.hash(),
              one.type(),
              operation.hashCode(),
              operation,
              "hand:desk",
              world.nowMs());
      world
          .owner(any())
          .ifPresent(
              with ->
                  change(
                      one,
                      new Act.Merge(ShardWorld.ACCOUNT, with, cause, "desk"),
                      a -> unitedByHand++));
    }

    private void change(Identifier of, Act act, Consumer<Answer.Changed> whenDone) {
      world
          .owner(of)
          .map(profile -> world.change(profile, act))
          .filter(Answer.Changed.class::isInstance)
          .ifPresent(done -> whenDone.accept((Answer.Changed) done));
    }
  }

  private static long ofProfiles(ShardWorld world) {
    return world.profiles().stream()
        .filter(seen -> seen.state() == State.LIVE)
        .mapToLong(seen -> world.facts(seen.id()).metrics().eventCount())
        .sum();
  }

  private static long counted(ShardWorld world) {
    return world.count(Answer.Counts::events);
  }

  @Test
  void events_afterMergesSplitsRemovalsAndErasures_areThoseOfTheProfiles() {
    long first = new Random().nextLong(1L << 40);
    int united = 0;
    int divided = 0;
    int erased = 0;
    for (long seed = first; seed < first + TRIES; seed++) {
      Scene scene = new Scene(seed);
      for (int step = 0; step < STEPS; step++) {
        scene.step();
        assertThat(counted(scene.world))
            .as("seed %d, step %d", seed, step)
            .isEqualTo(ofProfiles(scene.world));
      }
      united += scene.unitedByHand;
      divided += scene.divided;
      erased += scene.erased;
    }
    assertThat(united).as("merges by hand").isPositive();
    assertThat(divided).as("splits and removals").isPositive();
    assertThat(erased).as("erasures").isPositive();
  }

  /** The offer of the younger half is on its way, so nobody counts what it has. */
  @Test
  void events_ofAFrozenProfileThatIsErasedAgain_areNotTakenOffTwice() {
    ShardWorld world = new ShardWorld(3, RuleBook.STANDARD, new Random(1));
    Identifier device = at(IdentifierType.ANONYMOUS_ID, 0);
    Identifier mail = at(IdentifierType.EMAIL, 1);
    Identifier customer = at(IdentifierType.CUSTOMER_ID, 2);
    world.apply(Events.track("Seen", "m1", world.nowMs(), device));
    world.letPass(1_000);
    world.apply(Events.track("Seen", "m2", world.nowMs(), mail, device));
    world.letPass(1_000);
    world.apply(Events.track("Seen", "m3", world.nowMs(), customer));
    assertThat(counted(world)).isEqualTo(3);

    world.deafen(0);
    world.apply(Events.track("Seen", "m4", world.nowMs(), customer, mail));
    Set<ProfileId> frozen =
        world.profiles().stream()
            .filter(seen -> seen.state() == State.MOVING)
            .map(Seen::id)
            .collect(Collectors.toSet());
    assertThat(frozen).hasSize(1);
    assertThat(counted(world)).isEqualTo(2).isEqualTo(ofProfiles(world));

    world.eraseAgain(frozen);
    assertThat(counted(world)).isEqualTo(2).isEqualTo(ofProfiles(world));
    world.hear();
    world.settle();
    assertThat(counted(world)).isEqualTo(ofProfiles(world));
  }

  /** An identifier of one of three shards. */
  private static Identifier at(IdentifierType type, int shard) {
    return IntStream.range(0, 1_000)
        .mapToObj(i -> Events.identifier(type, "v" + i))
        .filter(identifier -> identifier.hash().shard(3) == shard)
        .findFirst()
        .orElseThrow();
  }
}
