package io.onefold.sim;

import io.onefold.event.Hash128;
import io.onefold.event.ProfileId;
import io.onefold.identity.Partition;
import io.onefold.identity.PartitionProbe;
import io.onefold.identity.PartitionProbe.Seen;
import io.onefold.identity.PartitionProbe.State;
import io.onefold.identity.RuleBook;
import io.onefold.identity.Rules;
import io.onefold.profile.ProfileFacts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All profiles of the world at one moment, and where everything leads. */
final class Snapshot {

  private static final int DEPTH_MAX = 200;

  private final World world;
  private final Map<ProfileId, Seen> profiles = new HashMap<>();
  private final Map<ProfileId, ProfileId> absorber = new HashMap<>();

  Snapshot(World world) {
    this.world = world;
    for (Owner owner : world.owners()) {
      PartitionProbe.profiles(owner.shard.partition()).forEach(p -> profiles.put(p.id(), p));
    }
    for (Seen seen : profiles.values()) {
      if (seen.state() != State.FORWARD) {
        seen.merged().forEach(part -> absorber.put(part, seen.id()));
      }
    }
  }

  Iterable<Seen> profiles() {
    return profiles.values();
  }

  Seen profile(ProfileId id) {
    return profiles.get(id);
  }

  /** The profile that holds what was told to {@code id}, through forwards and accepted offers. */
  ProfileId root(ProfileId id) {
    ProfileId at = id;
    for (int depth = 0; depth < DEPTH_MAX; depth++) {
      Seen seen = profiles.get(at);
      if (seen == null) {
        throw new Violation("I2: a pointer leads to no profile");
      }
      if (seen.state() == State.FORWARD) {
        at = seen.target();
      } else if (seen.state() == State.MOVING && absorber.containsKey(at)) {
        at = absorber.get(at);
      } else {
        return at;
      }
    }
    throw new Violation("I1: forwards form a cycle");
  }

  boolean isRoot(Seen seen) {
    return seen.state() != State.FORWARD && root(seen.id()).equals(seen.id());
  }

  /** The root of an identifier, {@code null} while it leads nowhere. */
  ProfileId rootOf(Hash128 identifier) {
    int shard = identifier.shard(world.shardCount());
    Partition partition = world.owners().get(shard).shard.partition();
    return PartitionProbe.lookUp(partition, identifier)
        .map(first -> holder(first, identifier))
        .orElse(null);
  }

  /** Who has the identifier now, if it was given away by those that its shard knows. */
  private ProfileId holder(ProfileId first, Hash128 identifier) {
    ProfileId at = root(first);
    for (int depth = 0; depth < DEPTH_MAX; depth++) {
      Seen seen = profiles.get(at);
      ProfileId next = seen.departed().get(identifier);
      if (seen.owns(identifier) || next == null || seen.awaited().contains(identifier)) {
        return at;
      }
      at = root(next);
    }
    throw new Violation("I1: an identifier was given away in a circle");
  }

  /** Whether the profile is a person still. */
  boolean alive(ProfileId id) {
    State state = profiles.get(id).state();
    return state == State.LIVE || state == State.MOVING;
  }

  /** Identifiers of people who were erased. */
  boolean suppressed(Hash128 identifier) {
    int shard = identifier.shard(world.shardCount());
    return world.owners().get(shard).shard.partition().suppressed().contains(identifier);
  }

  /** Whether the links of a profile alone make it one person. */
  boolean holdsTogether(ProfileId id, Rules rules) {
    Partition partition = world.owners().get(id.homeShard()).shard.partition();
    return partition.holdsTogether(id, RuleBook.of(rules));
  }

  ProfileFacts facts(ProfileId id) {
    return PartitionProbe.facts(world.owners().get(id.homeShard()).shard.partition(), id);
  }

  List<Seen> roots() {
    return profiles.values().stream()
        .filter(this::isRoot)
        .filter(seen -> alive(seen.id()))
        .toList();
  }
}
