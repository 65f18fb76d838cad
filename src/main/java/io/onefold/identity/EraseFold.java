package io.onefold.identity;

import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.ProfileId;
import io.onefold.message.Answer.Part;
import io.onefold.profile.Profile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Carries out decisions about a person who is erased, see {@link Partition#fold}.
 *
 * <p><b>Threading.</b> Confined to the shard's thread.
 */
final class EraseFold {

  private EraseFold() {}

  static void fold(Partition partition, EraseDecision decision) {
    switch (decision) {
      case EraseDecision.Erasing(ProfileId profile) -> erase(partition, profile);
      case EraseDecision.Spared spared -> spare(partition, spared);
      case EraseDecision.Suppressed suppressed -> suppress(partition, suppressed);
      case EraseDecision.Cleared(ProfileId profile, Hash128 identifier) -> {
        Entry.Erasing erasing = erasing(partition, profile);
        goOn(partition, erasing, without(erasing, identifier), erasing.forget(), erasing.left());
      }
      case EraseDecision.Forgot forgot -> forget(partition, forgot);
      case EraseDecision.Forgotten(ProfileId profile, ProfileId part, var filter) -> {
        Entry.Erasing erasing = erasing(partition, profile);
        Part told = new Part(part, filter);
        List<Part> left = erasing.forget().stream().filter(p -> !p.equals(told)).toList();
        goOn(partition, erasing, erasing.suppress(), left, erasing.left());
      }
    }
  }

  /**
   * A frozen part that has not heard that it was absorbed still holds what it was: it ends as a
   * forward. Of an id that was divided, the rest lives on; a forward holds nothing of the person,
   * and has to lead on those who still ask for it.
   */
  private static void forget(Partition partition, EraseDecision.Forgot forgot) {
    if (forgot.wholly()
        && partition.profiles().get(forgot.profile()) instanceof Entry.Moving moving) {
      partition
          .profiles()
          .put(new Entry.Forward(moving.id(), forgot.accountId(), forgot.by(), moving.attempt()));
      partition.settled(moving.id());
    }
  }

  private static void erase(Partition partition, ProfileId id) {
    Entry entry = partition.profiles().get(id);
    Entry.Live live = Partition.held(entry);
    LinkState state = live.links().unpack(partition.names());
    if (entry instanceof Entry.Live) {
      partition.counters().profile(live, -1);
    }
    List<Entry.Open> suppress =
        state.held.stream()
            .filter(h -> h.pending() == null || state.partings.departure(h.hash()).isEmpty())
            .map(held -> open(held, state.partings.cameMs(held.hash())))
            .toList();
    Entry.Erasing erasing =
        new Entry.Erasing(
            id,
            live.facts().accountId(),
            suppress,
            HistoryParts.of(id, state),
            left(state),
            live.seen());
    partition.profiles().put(erasing);
    partition.unsettle(id);
  }

  private static Entry.Open open(Held held, long cameMs) {
    Identifier nameless = Partings.nameless(held.identifier());
    return new Entry.Open(nameless, held.source(), held.mark(), held.pending() == null, cameMs);
  }

  /** The identifier leaves the person, of whom its new profile knows no more than message ids. */
  private static void spare(Partition partition, EraseDecision.Spared spared) {
    Entry.Erasing erasing = erasing(partition, spared.profile());
    Entry.Open open = erasing.find(spared.identifier()).orElseThrow();
    long atMs = spared.atMs();
    LinkState state = new LinkState();
    state.nonce = spared.nonce();
    state.issuedAtMs = atMs;
    state.held.add(
        new Held(open.identifier(), open.source(), atMs, atMs, null, open.mark().moved(false)));
    state.partings.arrived.add(
        new Partings.Arrived(erasing.id(), List.of(open.identifier()), atMs, Partings.ERASURE));
    Entry.Live to =
        new Entry.Live(
            spared.to(),
            Profile.create(erasing.accountId()),
            Links.of(state, partition.names()),
            erasing.seen().copy());
    partition.profiles().put(to);
    partition.counters().profile(to, 1);
    partition.settle(to);
    Entry.Left left = erasing.left().and(spared.identifier(), spared.to());
    goOn(partition, erasing, without(erasing, spared.identifier()), erasing.forget(), left);
  }

  private static List<Entry.Open> without(Entry.Erasing erasing, Hash128 identifier) {
    return erasing.suppress().stream()
        .filter(open -> !open.identifier().hash().equals(identifier))
        .toList();
  }

  private static Entry.Left left(LinkState state) {
    Map<Hash128, ProfileId> departed = new HashMap<>();
    state.partings.departed.forEach(d -> departed.put(d.identifier().hash(), d.to()));
    return new Entry.Left(
        state.merged.stream().map(LinkState.Merged::profile).collect(Collectors.toSet()), departed);
  }

  private static void suppress(Partition partition, EraseDecision.Suppressed suppressed) {
    Hash128 identifier = suppressed.identifier();
    int accountId = suppressed.accountId();
    if (!partition.marks().suppressed(identifier)) {
      partition.counters().suppressed(accountId, 1);
    }
    if (partition.marks().quarantined(identifier)) {
      partition.counters().quarantined(accountId, -1);
    }
    partition.index().remove(identifier);
    partition.marks().suppress(identifier, suppressed.generation(), suppressed.cameMs());
  }

  private static void goOn(
      Partition partition,
      Entry.Erasing erasing,
      List<Entry.Open> suppress,
      List<Part> forget,
      Entry.Left left) {
    ProfileId id = erasing.id();
    int accountId = erasing.accountId();
    boolean over = suppress.isEmpty() && forget.isEmpty();
    partition
        .profiles()
        .put(
            over
                ? new Entry.Erased(id, accountId, left)
                : new Entry.Erasing(id, accountId, suppress, forget, left, erasing.seen()));
    if (over) {
      partition.settled(id);
    }
  }

  private static Entry.Erasing erasing(Partition partition, ProfileId id) {
    return (Entry.Erasing) partition.profiles().get(id);
  }
}
