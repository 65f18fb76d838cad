package io.onefold.identity;

import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.IdentifierType.Strength;
import io.onefold.identity.Held.Mark;
import io.onefold.identity.PartDecision.PartTerms;
import io.onefold.identity.Partings.Arrived;
import io.onefold.identity.Partings.Departed;
import io.onefold.identity.Partings.Handing;
import io.onefold.identity.Partings.Severed;
import io.onefold.message.Cause;
import io.onefold.profile.Profile;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Carries out decisions about identifiers that go from one profile to another, see {@link
 * Partition#fold}.
 *
 * <p><b>Threading.</b> Confined to the shard's thread.
 */
final class PartFold {

  /** For which a device is given away. */
  private static final String LOGIN = "login";

  /** The source of what a device says. */
  private static final String TRACKING = "tracking";

  private PartFold() {}

  static void fold(Partition partition, PartDecision decision) {
    switch (decision) {
      case PartDecision.Parted parted -> part(partition, parted);
      case PartDecision.Reassigned(Hash128 identifier, var profile, int generation) -> {
        partition.lead(identifier, profile);
        partition.marks().raise(identifier, generation);
      }
      case PartDecision.Arrived(var profile, Hash128 identifier, int generation) ->
          partition.relink(profile, s -> s.mark(identifier, m -> m.at(generation)));
      case PartDecision.Yielded yielded ->
          partition.relink(yielded.owner(), s -> leave(s, yielded));
      case PartDecision.Withdrawn(var profile, Hash128 identifier) -> {
        Entry.Live live = partition.live(profile);
        int heldBefore = live.links().heldCount();
        partition.relink(profile, s -> s.drop(identifier));
        partition.counters().changed(live, live.facts().known(), heldBefore);
      }
      case PartDecision.Taken taken -> take(partition, taken);
      case PartDecision.HandedOver(var owner, Hash128 device, int generation) ->
          partition.relink(owner, s -> s.partings.settle(device));
    }
  }

  /** Both halves live on this shard, so it is done in one step. */
  private static void part(Partition partition, PartDecision.Parted parted) {
    partition.profiles().touch(parted.from());
    Entry.Live from = partition.live(parted.from());
    partition.counters().profile(from, -1);
    LinkState mine = from.links().unpack(partition.names());
    LinkState theirs = new LinkState();
    theirs.nonce = parted.nonce();
    theirs.issuedAtMs = parted.atMs();
    Set<Hash128> going = new HashSet<>(parted.identifiers());
    divide(mine, theirs, going, parted);
    if (parted.terms().events()) {
      mine.partings.give(HistoryParts.ids(parted.from(), mine), going, theirs.partings);
      partition.counters().split(from.facts().accountId());
    }
    from.links().set(mine, partition.names());
    Profile facts =
        parted.terms().events()
            ? from.facts().part(going, partition.names())
            : Profile.create(from.facts().accountId());
    Entry.Live to =
        new Entry.Live(parted.to(), facts, Links.of(theirs, partition.names()), from.seen().copy());
    partition.profiles().put(to);
    partition.counters().profile(from, 1);
    partition.counters().profile(to, 1);
    partition.settle(from);
    partition.settle(to);
  }

  private static void divide(
      LinkState mine, LinkState theirs, Set<Hash128> going, PartDecision.Parted parted) {
    PartTerms terms = parted.terms();
    mine.held.stream()
        .filter(h -> going.contains(h.hash()))
        .map(h -> h.marked(h.mark().moved(terms.shared())))
        .forEach(theirs.held::add);
    mine.edges.stream()
        .filter(e -> going.contains(e.from()) && going.contains(e.to()))
        .forEach(theirs.edges::add);
    mine.partings.severed.forEach(theirs.partings::sever);
    mine.refused.forEach(theirs::refuse);
    keepLogins(mine, theirs, going);
    if (terms.severed()) {
      sever(mine, theirs, going, parted);
    }
    going.forEach(mine::drop);
    for (Held held : theirs.held) {
      mine.partings.depart(
          new Departed(
              Partings.nameless(held.identifier()),
              parted.to(),
              held.mark().generation(),
              null,
              parted.atMs(),
              parted.by()));
    }
    List<Identifier> went =
        theirs.held.stream().map(Held::identifier).map(Partings::nameless).toList();
    theirs.partings.arrived.add(new Arrived(parted.from(), went, parted.atMs(), parted.by()));
  }

  /** A login that is cut off with its link still tells an older one from a newer one. */
  private static void keepLogins(LinkState mine, LinkState theirs, Set<Hash128> going) {
    for (Held held : mine.held) {
      long loginMs = DeviceSteps.lastLoginMs(mine, held.hash());
      if (held.identifier().type().strength() == Strength.DEVICE && loginMs > 0) {
        LinkState holder = going.contains(held.hash()) ? theirs : mine;
        holder.partings.follow(new Partings.Login(held.hash(), loginMs));
      }
    }
  }

  /** Where no event named both halves, one pair of identifiers stands for what is cut. */
  private static void sever(
      LinkState mine, LinkState theirs, Set<Hash128> going, PartDecision.Parted parted) {
    List<LinkState.Edge> cut =
        mine.edges.stream()
            .filter(e -> going.contains(e.from()) != going.contains(e.to()))
            .toList();
    cut.forEach(e -> sever(mine, theirs, e.from(), e.to(), parted));
    if (cut.isEmpty()) {
      mine.held.stream()
          .map(Held::hash)
          .filter(h -> !going.contains(h))
          .findFirst()
          .ifPresent(stays -> sever(mine, theirs, stays, theirs.held.getFirst().hash(), parted));
    }
  }

  private static void sever(
      LinkState mine, LinkState theirs, Hash128 one, Hash128 other, PartDecision.Parted parted) {
    Severed cut =
        new Severed(nameless(mine, one), nameless(mine, other), parted.atMs(), parted.by());
    mine.partings.sever(cut);
    theirs.partings.sever(cut);
  }

  private static void leave(LinkState state, PartDecision.Yielded yielded) {
    Held device = state.find(yielded.device()).orElseThrow();
    Handing handing =
        new Handing(
            yielded.login(), device.mark().barredUntilMs(), firstLink(state, yielded.device()));
    state.drop(yielded.device());
    state.partings.follow(new Partings.Login(yielded.device(), yielded.login().atMs()));
    state.partings.depart(
        new Departed(
            device.identifier(),
            yielded.newcomer(),
            yielded.generation(),
            handing,
            yielded.atMs(),
            LOGIN));
  }

  private static void take(Partition partition, PartDecision.Taken taken) {
    Entry.Live live = partition.live(taken.newcomer());
    int heldBefore = live.links().heldCount();
    Identifier device = taken.device();
    Inheritance inherited = Inheritance.read(taken.inherited());
    partition.relink(
        taken.newcomer(),
        state -> {
          Optional<Handing> back = state.partings.handing(device.hash());
          Optional<Handing> handing = inherited.handing().or(() -> back);
          long barredUntilMs = handing.map(Handing::barredUntilMs).orElse(0L);
          Mark mark = new Mark(taken.generation(), true, false, barredUntilMs);
          state.drop(device.hash());
          inherited.severed().forEach(state.partings::sever);
          state.partings.returned(device.hash());
          state.refused.removeIf(r -> r.identifier().hash().equals(device.hash()));
          state.add(new Held(device, TRACKING, taken.atMs(), taken.atMs(), null, mark));
          inherited
              .handing()
              .ifPresentOrElse(
                  h -> explain(state, taken, h),
                  () -> back.map(Handing::former).ifPresent(c -> state.tie(device.hash(), c)));
        });
    live.seen().addAll(inherited.seen());
    partition.counters().changed(live, live.facts().known(), heldBefore);
  }

  private static Cause firstLink(LinkState state, Hash128 device) {
    return state.edges.stream()
        .filter(e -> e.touches(device))
        .min(Comparator.comparingLong(LinkState.Edge::firstMs))
        .map(LinkState.Edge::cause)
        .orElse(null);
  }

  /** The login is the link. Of a device that goes to and fro the last time is remembered. */
  private static void explain(LinkState state, PartDecision.Taken taken, Handing handing) {
    Identifier device = taken.device();
    List<Identifier> came = List.of(Partings.nameless(device));
    state.tie(device.hash(), handing.login());
    state.partings.arrived.removeIf(a -> a.by().equals(LOGIN) && a.identifiers().equals(came));
    state.partings.arrived.add(new Arrived(taken.owner(), came, taken.atMs(), LOGIN));
  }

  /** Both ends of a link are held; were one not, its type would be the one that proves least. */
  private static Identifier nameless(LinkState state, Hash128 end) {
    IdentifierType type =
        state.find(end).map(h -> h.identifier().type()).orElse(IdentifierType.LINK_TOKEN);
    return new Identifier(type, "", end);
  }
}
