package io.onefold.identity;

import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.ProfileId;
import io.onefold.profile.ProfileFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks into a partition for tests that check what must hold in every state. */
public final class PartitionProbe {

  /** One profile, as an invariant sees it. */
  public record Seen(
      ProfileId id,
      State state,
      ProfileId target,
      Set<Hash128> held,
      Set<Hash128> pending,
      Set<ProfileId> merged,
      Set<Hash128> refused,
      List<String> customerIds) {}

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

  private static Seen seen(Partition partition, Entry entry) {
    return switch (entry) {
      case Entry.Live live -> seen(partition, live, State.LIVE, null);
      case Entry.Moving moving -> seen(partition, moving.frozen(), State.MOVING, moving.target());
      case Entry.Erasing e -> nothing(e.id(), State.ERASING);
      case Entry.Erased e -> nothing(e.id(), State.ERASED);
      case Entry.Forward f ->
          new Seen(
              f.id(), State.FORWARD, f.target(), Set.of(), Set.of(), Set.of(), Set.of(), List.of());
    };
  }

  private static Seen nothing(ProfileId id, State state) {
    return new Seen(id, state, null, Set.of(), Set.of(), Set.of(), Set.of(), List.of());
  }

  private static Seen seen(Partition partition, Entry.Live live, State state, ProfileId target) {
    LinkState links = live.links().unpack(partition.names());
    return new Seen(
        live.id(),
        state,
        target,
        links.held.stream().map(h -> h.identifier().hash()).collect(Collectors.toSet()),
        links.held.stream()
            .filter(h -> h.pending() != null)
            .map(h -> h.identifier().hash())
            .collect(Collectors.toSet()),
        links.merged.stream().map(LinkState.Merged::profile).collect(Collectors.toSet()),
        links.refused.stream().map(r -> r.identifier().hash()).collect(Collectors.toSet()),
        links.held.stream()
            .map(Held::identifier)
            .filter(i -> i.type() == IdentifierType.CUSTOMER_ID)
            .map(Identifier::value)
            .toList());
  }
}
