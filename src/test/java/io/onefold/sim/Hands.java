package io.onefold.sim;

import io.onefold.event.Event;
import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.ProfileId;
import io.onefold.identity.Decision;
import io.onefold.identity.EraseDecision;
import io.onefold.identity.GuardDecision;
import io.onefold.identity.PartDecision;
import io.onefold.identity.Partition;
import io.onefold.identity.PartitionProbe;
import io.onefold.identity.PartitionProbe.Seen;
import io.onefold.identity.PartitionProbe.State;
import io.onefold.identity.Turn;
import io.onefold.message.Act;
import io.onefold.message.Cause;
import io.onefold.message.Envelope;
import io.onefold.message.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * What people do to profiles while everything else goes on, and what that excuses: an identifier
 * that was given away need not be where its events are, one that was erased may have lost them.
 */
final class Hands {

  private static final int ACCOUNT = 1;
  private static final String BY = "operator";

  private final World world;
  private final Random random;
  private final Kinds kinds;
  private final Components components;
  private final Set<Hash128> parted = new HashSet<>();
  private final Set<Hash128> loose = new HashSet<>();
  private final Set<Hash128> erased = new HashSet<>();
  private boolean forced;

  /** What may be done in a run. */
  enum Kinds {
    /** Nothing: the outcome is that of the events alone. */
    NOTHING,
    /** Profiles are divided and united, so that every event stays with its route. */
    SPLIT,
    /** Everything. */
    ALL
  }

  Hands(World world, Random random, Kinds kinds, Components components) {
    this.world = world;
    this.random = random;
    this.kinds = kinds;
    this.components = components;
  }

  Kinds kinds() {
    return kinds;
  }

  /** Identifiers that were given from one profile to another. */
  boolean parted(Hash128 identifier) {
    return parted.contains(identifier);
  }

  /** Identifiers whose events may stand elsewhere. */
  boolean loose(Hash128 identifier) {
    return loose.contains(identifier);
  }

  /** Whether every event is where its route identifier is. */
  boolean nothingLoose() {
    return loose.isEmpty();
  }

  /** Identifiers whose events may be gone. */
  boolean erased(Hash128 identifier) {
    return erased.contains(identifier);
  }

  /** Whether somebody may have united what the rules keep apart. */
  boolean forced() {
    return forced;
  }

  /** A message by which somebody does something, or nothing when there is nobody to do it to. */
  Optional<Envelope> next() {
    List<Seen> live = live();
    if (kinds == Kinds.NOTHING || live.isEmpty()) {
      return Optional.empty();
    }
    Seen one = live.get(random.nextInt(live.size()));
    if (kinds == Kinds.ALL && random.nextInt(10) == 0) {
      return Optional.of(readmit(any(one)));
    }
    return act(one, live).map(act -> envelope(one, act));
  }

  private List<Seen> live() {
    List<Seen> live = new ArrayList<>();
    for (Owner owner : world.owners()) {
      PartitionProbe.profiles(owner.shard.partition()).stream()
          .filter(seen -> seen.state() == State.LIVE && !seen.held().isEmpty())
          .forEach(live::add);
    }
    live.sort(Comparator.comparing(Seen::id));
    return live;
  }

  private Envelope readmit(Hash128 identifier) {
    return Envelope.fromEdge(
        identifier.shard(world.shardCount()),
        new Message.Readmit(identifier, ACCOUNT, answer -> {}));
  }

  /** An event that was sent from a mail which somebody had got. */
  Event fromMail(Event event) {
    List<Seen> live = live();
    if (kinds != Kinds.ALL || live.isEmpty() || random.nextInt(8) > 0) {
      return event;
    }
    Seen recipient = live.get(random.nextInt(live.size()));
    components.connect(Set.of(event.route().hash()), recipient.held());
    List<Identifier> named = new ArrayList<>(event.identifiers());
    Hash128 token = new Hash128(recipient.id().hi(), recipient.id().lo());
    named.add(new Identifier(IdentifierType.LINK_TOKEN, "token", token));
    return event.with(named);
  }

  private Optional<Act> act(Seen one, List<Seen> live) {
    int dice = random.nextInt(kinds == Kinds.SPLIT ? 60 : 100);
    if (dice < 40) {
      return Optional.of(new Act.Split(ACCOUNT, some(one), BY));
    } else if (dice < 48) {
      return Optional.of(new Act.Unravel(ACCOUNT, any(one), BY));
    } else if (dice < 60) {
      return merge(one, live.get(random.nextInt(live.size())));
    } else if (dice < 75) {
      return Optional.of(new Act.Remove(ACCOUNT, any(one), BY));
    } else if (dice < 80) {
      return Optional.of(new Act.Renew(ACCOUNT, BY));
    }
    return Optional.of(new Act.Erase(ACCOUNT, BY));
  }

  private Optional<Act> merge(Seen one, Seen other) {
    if (one.id().equals(other.id())) {
      return Optional.empty();
    }
    boolean force = random.nextInt(3) == 0;
    forced |= force;
    components.connect(one.held(), other.held());
    Cause cause =
        new Cause(
            force ? Cause.Kind.FORCED : Cause.Kind.HAND,
            any(other),
            IdentifierType.CUSTOMER_ID,
            random.nextLong(),
            "by hand",
            BY,
            1);
    return Optional.of(new Act.Merge(ACCOUNT, other.id(), cause, BY));
  }

  private Envelope envelope(Seen seen, Act act) {
    return Envelope.fromEdge(
        seen.id().homeShard(), new Message.ChangeAt(seen.id(), act, answer -> {}));
  }

  private List<Hash128> some(Seen seen) {
    List<Hash128> all = sorted(seen);
    Collections.shuffle(all, random);
    return List.copyOf(all.subList(0, 1 + random.nextInt(all.size())));
  }

  private Hash128 any(Seen seen) {
    List<Hash128> all = sorted(seen);
    return all.get(random.nextInt(all.size()));
  }

  private static List<Hash128> sorted(Seen seen) {
    return new ArrayList<>(seen.held().stream().sorted().toList());
  }

  /** Takes note of what a turn excuses. */
  void decided(Turn turn, Partition partition) {
    turn.decisions()
        .forEach(
            decision -> {
              switch (decision) {
                case PartDecision.Parted p -> {
                  parted.addAll(p.identifiers());
                  if (!p.terms().events()) {
                    loose.addAll(p.identifiers());
                  }
                }
                case PartDecision.Yielded y -> {
                  parted.add(y.device());
                  loose.add(y.device());
                }
                case GuardDecision.Barred b -> loose.add(b.identifier());
                case EraseDecision.Erasing(ProfileId profile) ->
                    erased.addAll(PartitionProbe.erasing(partition, profile));
                case EraseDecision.Spared s -> {
                  parted.add(s.identifier());
                  loose.add(s.identifier());
                }
                case EraseDecision.Suppressed s -> erased.add(s.identifier());
                case Decision.Freed f -> erased.add(f.identifier());
                default -> {}
              }
            });
  }
}
