package io.onefold.identity;

import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.ProfileId;
import io.onefold.identity.Partings.Departed;
import io.onefold.identity.Partings.Severed;
import io.onefold.profile.ProfileFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Looks into a partition for tests that check what must hold in every state. */
public final class PartitionProbe {

  /**
   * One profile, as an invariant sees it.
   *
   * @param target whom it was absorbed by, or is offered to
   * @param held identifiers, those that are only reserved among them
   * @param departed where identifiers went that it gave away
   * @param awaited those of them that have not been taken yet
   */
  public record Seen(
      ProfileId id,
      State state,
      ProfileId target,
      Set<Hash128> held,
      Set<Hash128> pending,
      Set<Hash128> open,
      Set<ProfileId> merged,
      Set<Hash128> refused,
      Map<Hash128, ProfileId> departed,
      Set<Hash128> awaited,
      Set<Pair> severed,
      List<String> customerIds) {

    /** Holds the identifier, and has not only asked for it. */
    public boolean owns(Hash128 identifier) {
      return held.contains(identifier) && !pending.contains(identifier);
    }
  }

  /** Two identifiers that may not come together. */
  public record Pair(Hash128 one, Hash128 other) {}

  /** What an entry is. */
  public enum State {
    LIVE,
    MOVING,
    FORWARD,
    ERASING,
    ERASED
  }

  private PartitionProbe() {}

  public static List<Seen> profiles(Partition partition) {
    List<Seen> all = new ArrayList<>();
    for (int page = 0; page < partition.profiles().pages(); page++) {
      partition.profiles().forEach(page, entry -> all.add(seen(partition, entry)));
    }
    return all;
  }

  public static Optional<ProfileId> lookUp(Partition partition, Hash128 identifier) {
    return partition.lookUp(identifier);
  }

  public static ProfileFacts facts(Partition partition, ProfileId id) {
    return partition.facts(id).orElseThrow().facts(partition.names());
  }

  /** What the profiles count that live here and are not on their way to another one. */
  public static long eventsOfLiving(Partition partition) {
    long[] events = new long[1];
    for (int page = 0; page < partition.profiles().pages(); page++) {
      partition
          .profiles()
          .forEach(
              page,
              entry -> events[0] += entry instanceof Entry.Live e ? e.facts().eventCount() : 0);
    }
    return events[0];
  }

  /** The identifiers of a profile that is being erased. */
  public static Set<Hash128> erasing(Partition partition, ProfileId id) {
    return partition.profiles().get(id) instanceof Entry.Erasing erasing
        ? erasing.suppress().stream().map(o -> o.identifier().hash()).collect(Collectors.toSet())
        : Set.of();
  }

  private static Seen seen(Partition partition, Entry entry) {
    return switch (entry) {
      case Entry.Live live -> seen(partition, live, State.LIVE, null);
      case Entry.Moving moving -> seen(partition, moving.frozen(), State.MOVING, moving.target());
      case Entry.Erasing e -> gone(e.id(), State.ERASING, null, e.left());
      case Entry.Erased e -> gone(e.id(), State.ERASED, null, e.left());
      case Entry.Forward f -> gone(f.id(), State.FORWARD, f.target(), Entry.Left.NOTHING);
    };
  }

  private static Seen gone(ProfileId id, State state, ProfileId target, Entry.Left left) {
    return new Seen(
        id,
        state,
        target,
        Set.of(),
        Set.of(),
        Set.of(),
        left.merged(),
        Set.of(),
        left.departed(),
        Set.of(),
        Set.of(),
        List.of());
  }

  private static Seen seen(Partition partition, Entry.Live live, State state, ProfileId target) {
    LinkState links = live.links().unpack(partition.names());
    return new Seen(
        live.id(),
        state,
        target,
        hashes(links, h -> true),
        hashes(links, h -> h.pending() != null),
        hashes(links, Held::open),
        links.merged.stream().map(LinkState.Merged::profile).collect(Collectors.toSet()),
        links.refused.stream().map(r -> r.identifier().hash()).collect(Collectors.toSet()),
        links.partings.departed.stream()
            .collect(Collectors.toMap(d -> d.identifier().hash(), Departed::to)),
        links.partings.departed.stream()
            .filter(Departed::awaited)
            .map(d -> d.identifier().hash())
            .collect(Collectors.toSet()),
        links.partings.severed.stream().map(PartitionProbe::pair).collect(Collectors.toSet()),
        links.held.stream()
            .map(Held::identifier)
            .filter(i -> i.type() == IdentifierType.CUSTOMER_ID)
            .map(Identifier::value)
            .toList());
  }

  private static Pair pair(Severed severed) {
    return new Pair(severed.one().hash(), severed.other().hash());
  }

  private static Set<Hash128> hashes(LinkState links, Predicate<Held> which) {
    return links.held.stream().filter(which).map(Held::hash).collect(Collectors.toSet());
  }
}
