package io.onefold.identity;

import io.onefold.event.Identifier;
import io.onefold.event.ProfileId;
import io.onefold.identity.Partings.Arrived;
import io.onefold.identity.Partings.Departed;
import io.onefold.profile.IdentityFacts.Direction;
import io.onefold.profile.IdentityFacts.Past;
import io.onefold.profile.IdentityFacts.Severed;
import io.onefold.profile.IdentityFacts.Split;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads, for people, what has become of a profile's ids and of what was split off it.
 *
 * <p><b>Threading.</b> Stateless; the state is read on the shard's thread.
 */
final class PastReader {

  private PastReader() {}

  /** A profile has its first tracking id since its birth, however old its first event was. */
  static Past past(ProfileId id, LinkState state) {
    return new Past(
        splits(state),
        state.partings.severed.stream().flatMap(cut -> severed(state, cut).stream()).toList(),
        state.merged.stream().map(LinkState.Merged::profile).toList(),
        Math.max(id.createdAtMs(), state.issuedAtMs),
        state.formerTokens);
  }

  /** In the order in which they were made. */
  private static List<Split> splits(LinkState state) {
    List<Split> splits = new ArrayList<>();
    for (Arrived arrived : state.partings.arrived) {
      splits.add(
          new Split(
              Direction.FROM,
              arrived.from(),
              texts(state, arrived.identifiers()),
              arrived.atMs(),
              arrived.by()));
    }
    departures(state).forEach((into, identifiers) -> splits.add(split(state, into, identifiers)));
    splits.sort(Comparator.comparingLong(Split::atMs));
    return splits;
  }

  /** Identifiers that left at one time for one profile left in one split. */
  private record Into(ProfileId to, long atMs, String by) {}

  private static Map<Into, List<Identifier>> departures(LinkState state) {
    Map<Into, List<Identifier>> splits = new LinkedHashMap<>();
    for (Departed departed : state.partings.departed) {
      splits
          .computeIfAbsent(
              new Into(departed.to(), departed.atMs(), departed.by()), into -> new ArrayList<>())
          .add(departed.identifier());
    }
    return splits;
  }

  private static Split split(LinkState state, Into into, List<Identifier> identifiers) {
    return new Split(Direction.INTO, into.to(), texts(state, identifiers), into.atMs(), into.by());
  }

  /** A cut that has no end on this profile says nothing of it. */
  private static Optional<Severed> severed(LinkState state, Partings.Severed cut) {
    if (state.holds(cut.one().hash())) {
      return Optional.of(severed(state, cut.one(), cut.other(), cut));
    }
    return state.holds(cut.other().hash())
        ? Optional.of(severed(state, cut.other(), cut.one(), cut))
        : Optional.empty();
  }

  private static Severed severed(
      LinkState state, Identifier own, Identifier other, Partings.Severed cut) {
    return new Severed(text(state, own), text(state, other), cut.atMs(), cut.by());
  }

  private static List<String> texts(LinkState state, List<Identifier> identifiers) {
    return identifiers.stream().map(identifier -> text(state, identifier)).toList();
  }

  /** With the value that the profile holds, if it holds it. */
  private static String text(LinkState state, Identifier identifier) {
    return IdentityReader.text(
        state.find(identifier.hash()).map(Held::identifier).orElse(identifier));
  }
}
