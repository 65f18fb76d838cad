package io.onefold.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.Event;
import io.onefold.event.Events;
import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.ProfileId;
import io.onefold.identity.DevicePolicy;
import io.onefold.identity.PartitionProbe;
import io.onefold.identity.RuleBook;
import io.onefold.identity.Rules;
import io.onefold.identity.TypeRule;
import io.onefold.message.Act;
import io.onefold.message.Answer;
import io.onefold.message.Answer.Trial;
import io.onefold.message.Answer.Trial.Outcome;
import io.onefold.message.Answer.Trial.State;
import io.onefold.message.Refusal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is said beforehand is what happens: over random worlds, rules, erasures and repetitions. */
class DryRunPropertyTest {

  private static final int WORLDS = 60;
  private static final int EVENTS = 60;

  private final Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);
  private final Set<State> states = EnumSet.noneOf(State.class);
  private final Set<Trial.Fate> fates = EnumSet.noneOf(Trial.Fate.class);
  private final Set<Refusal> refusals = EnumSet.noneOf(Refusal.class);

  @Test
  void rehearsal_ofRandomEvents_isWhatHappens() {
    for (long seed = 1; seed <= WORLDS; seed++) {
      run(seed);
    }
    assertThat(outcomes).containsAll(EnumSet.allOf(Outcome.class));
    assertThat(states).containsAll(EnumSet.allOf(State.class));
    assertThat(fates).containsAll(EnumSet.allOf(Trial.Fate.class));
    assertThat(refusals)
        .contains(
            Refusal.UNIQUE,
            Refusal.DEVICE,
            Refusal.LIMIT,
            Refusal.QUARANTINED,
            Refusal.SUPPRESSED,
            Refusal.SEVERED,
            Refusal.GIANT_IDENTIFIERS,
            Refusal.RATE);
  }

  private void run(long seed) {
    Random random = new Random(seed);
    ShardWorld world = new ShardWorld(1 + random.nextInt(5), RuleBook.of(rules(random)), random);
    int paceMs = random.nextBoolean() ? 2_000_000 : 60_000;
    List<Event> sent = new ArrayList<>();
    for (int e = 0; e < EVENTS; e++) {
      world.letPass(1 + random.nextInt(paceMs));
      if (random.nextInt(20) == 0) {
        byHand(world, random);
        world.letPass(1); // which of two is older is told by the millisecond
      }
      Event event =
          !sent.isEmpty() && random.nextInt(25) == 0
              ? sent.get(random.nextInt(sent.size()))
              : event(world, random, e);
      sent.add(event);
      check(world, event, "seed " + seed + " event " + e);
    }
  }

  private static Rules rules(Random random) {
    Map<IdentifierType, TypeRule> types = new EnumMap<>(Rules.STANDARD.types());
    if (random.nextBoolean()) {
      TypeRule.Beyond beyond =
          random.nextBoolean() ? TypeRule.Beyond.REFUSE : TypeRule.Beyond.REPLACE_OLDEST;
      types.put(IdentifierType.ANONYMOUS_ID, new TypeRule(false, 2, 0, beyond, 0));
      types.put(IdentifierType.EMAIL, new TypeRule(false, 2, 0, TypeRule.Beyond.REFUSE, 2));
    }
    DevicePolicy[] policies = DevicePolicy.values();
    Rules.Caps caps = random.nextInt(3) == 0 ? new Rules.Caps(7, 200, 1) : Rules.Caps.STANDARD;
    return new Rules(3, types, policies[random.nextInt(policies.length)], caps);
  }

  private static Event event(ShardWorld world, Random random, int number) {
    Set<Identifier> named =
        new java.util.TreeSet<>(
            java.util.Comparator.comparing(Identifier::type).thenComparing(Identifier::value));
    for (int left = 1 + random.nextInt(4); left > 0; left--) {
      IdentifierType type = IdentifierType.of(random.nextInt(IdentifierType.LINK_TOKEN.ordinal()));
      String value = (type == IdentifierType.SOURCE_ID ? "shop:" : "v") + random.nextInt(4);
      named.add(Events.identifier(type, value));
    }
    List<Identifier> all = new ArrayList<>(named);
    List<PartitionProbe.Seen> profiles = world.profiles();
    if (!profiles.isEmpty() && random.nextInt(4) == 0) {
      ProfileId recipient = profiles.get(random.nextInt(profiles.size())).id();
      all.add(
          new Identifier(
              IdentifierType.LINK_TOKEN,
              recipient.text(),
              new Hash128(recipient.hi(), recipient.lo())));
    }
    return Events.track("Seen", "m" + number, world.nowMs(), all.toArray(Identifier[]::new));
  }

  private static void byHand(ShardWorld world, Random random) {
    List<PartitionProbe.Seen> alive =
        world.profiles().stream().filter(p -> p.state() == PartitionProbe.State.LIVE).toList();
    if (alive.isEmpty()) {
      return;
    }
    PartitionProbe.Seen profile = alive.get(random.nextInt(alive.size()));
    if (random.nextInt(3) == 0) {
      world.change(profile.id(), new Act.Erase(ShardWorld.ACCOUNT, "test"));
    } else if (profile.pending().isEmpty() && profile.held().size() > 1) {
      List<Hash128> some = profile.held().stream().sorted().limit(1).toList();
      world.change(profile.id(), new Act.Split(ShardWorld.ACCOUNT, some, "test"));
    }
  }

  private void check(ShardWorld world, Event event, String what) {
    world.settle();
    Map<Identifier, Optional<ProfileId>> before = new HashMap<>();
    event.identifiers().forEach(i -> before.put(i, world.owner(i)));
    Set<ProfileId> known =
        world.profiles().stream().map(PartitionProbe.Seen::id).collect(Collectors.toSet());
    Trial.Report report = world.rehearse(event);
    assertThat(world.profiles().stream().map(PartitionProbe.Seen::id).collect(Collectors.toSet()))
        .as(what + ": nothing was changed")
        .isEqualTo(known);

    Answer answer = world.apply(event);

    fates.add(report.fate());
    switch (answer) {
      case Answer.Dropped() -> {
        assertThat(report.fate()).as(what).isEqualTo(Trial.Fate.DROPPED);
        assertThat(report.prospects())
            .extracting(Trial.Prospect::outcome)
            .containsOnly(Outcome.NONE);
        outcomes.add(Outcome.NONE);
      }
      case Answer.Accepted(ProfileId profile, Hash128 route, boolean duplicate) -> {
        assertThat(report.fate())
            .as(what)
            .isEqualTo(duplicate ? Trial.Fate.DUPLICATE : Trial.Fate.APPLIED);
        assertThat(report.born()).as(what).isEqualTo(!known.contains(profile));
        assertThat(report.profile().orElse(profile)).as(what).isEqualTo(profile);
        if (!duplicate) {
          assertThat(report.route().hash()).as(what).isEqualTo(route);
          report.prospects().forEach(p -> check(world, p, profile, before, known, what));
        }
      }
      default -> throw new AssertionError(what + ": " + answer);
    }
  }

  private void check(
      ShardWorld world,
      Trial.Prospect prospect,
      ProfileId profile,
      Map<Identifier, Optional<ProfileId>> before,
      Set<ProfileId> known,
      String what) {
    states.add(prospect.state());
    outcomes.add(prospect.outcome());
    prospect.reason().ifPresent(refusals::add);
    Identifier identifier = prospect.identifier();
    String which = what + " " + identifier.type() + " " + prospect;
    ProfileId survivor = world.root(profile);
    Optional<ProfileId> owner = before.get(identifier);
    boolean holds = holds(world, survivor, identifier);
    boolean leadsThere = world.owner(identifier).filter(survivor::equals).isPresent();
    switch (prospect.outcome()) {
      case HELD -> assertThat(owner).as(which).contains(profile);
      case LINK -> assertThat(holds && leadsThere).as(which).isTrue();
      case MERGE -> {
        assertThat(owner.orElseThrow()).as(which).isNotEqualTo(profile);
        assertThat(world.root(owner.orElseThrow())).as(which).isEqualTo(survivor);
      }
      case REFUSE, NONE -> {
        assertThat(owner.filter(o -> world.root(o).equals(survivor))).as(which).isEmpty();
        assertThat(holds).as(which).isFalse();
      }
    }
    boolean joins = prospect.outcome() == Outcome.LINK || prospect.outcome() == Outcome.MERGE;
    assertThat(prospect.survivor())
        .as(which)
        .isEqualTo(Optional.of(survivor).filter(s -> joins && known.contains(s)));
    boolean leftOut = prospect.reason().filter(r -> r == Refusal.QUARANTINED).isPresent();
    if (prospect.reason().isPresent() && !leftOut) {
      assertThat(world.refusals(identifier)).as(which).contains(prospect.reason().get());
    }
  }

  private static boolean holds(ShardWorld world, ProfileId profile, Identifier identifier) {
    PartitionProbe.Seen seen = world.seen(profile);
    return seen.held().contains(identifier.hash()) && !seen.pending().contains(identifier.hash());
  }
}
