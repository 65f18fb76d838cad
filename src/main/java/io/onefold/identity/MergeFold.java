package io.onefold.identity;

import io.onefold.event.ProfileId;
import io.onefold.message.Cause;

/**
 * Carries out decisions of two profiles that are to become one, see {@link Partition#fold}.
 *
 * <p><b>Threading.</b> Confined to the shard's thread.
 */
final class MergeFold {

  private MergeFold() {}

  static void freeze(Partition partition, Decision.Froze froze) {
    partition.relink(froze.profile(), state -> state.attempt = froze.attempt());
    Entry.Live live = partition.live(froze.profile());
    partition.counters().profile(live, -1);
    partition
        .profiles()
        .put(new Entry.Moving(live, froze.target(), froze.attempt(), froze.cause()));
    partition.unsettle(froze.profile());
  }

  static void absorb(Partition partition, Decision.Absorbed absorbed) {
    partition.profiles().touch(absorbed.winner());
    Entry.Live winner = partition.live(absorbed.winner());
    partition.counters().profile(winner, -1);
    Portable.Offer offer = Portable.readOffer(absorbed.state(), partition.names());
    LinkState state = winner.links().unpack(partition.names());
    state.absorb(
        offer.links(),
        new LinkState.Merged(
            absorbed.loser(), absorbed.atMs(), absorbed.birth(), absorbed.cause()));
    state.tieByHand(absorbed.cause());
    if (!absorbed.birth()) {
      state.nonce = absorbed.nonce();
      state.issuedAtMs = absorbed.atMs();
      state.formerTokens++;
      partition.counters().merge(winner.facts().accountId());
    }
    winner.links().set(state, partition.names());
    winner.seen().addAll(offer.seen());
    winner.facts().absorb(offer.facts(), partition.names());
    partition.counters().profile(winner, 1);
    partition.settle(winner);
  }

  static void turnDown(Partition partition, Decision.TurnedDown turned) {
    keepOut(partition, turned.winner(), turned.cause(), turned.keptOut());
    partition.relink(
        turned.winner(),
        state ->
            state.turnDown(
                new LinkState.TurnedDown(
                    turned.loser(),
                    turned.attempt(),
                    turned.keptOut().reason(),
                    turned.keptOut().atMs())));
  }

  /** The frozen profile, or a forward that leads further on. */
  static void forward(Partition partition, Decision.Forwarded forwarded) {
    ProfileId id = forwarded.profile();
    Entry before = partition.profiles().get(id);
    int accountId =
        before instanceof Entry.Forward forward
            ? forward.accountId()
            : Partition.held(before).facts().accountId();
    partition
        .profiles()
        .put(new Entry.Forward(id, accountId, forwarded.target(), forwarded.attempt()));
    partition.settled(id);
  }

  static void thaw(Partition partition, Decision.Thawed thawed) {
    Entry.Live frozen = Partition.held(partition.profiles().get(thawed.profile()));
    partition.profiles().put(frozen);
    Refusals.keepOut(partition, frozen, thawed.cause(), thawed.keptOut());
    partition.counters().profile(frozen, 1);
  }

  static void drop(Partition partition, Decision.Dropped dropped) {
    keepOut(partition, dropped.profile(), dropped.cause(), dropped.keptOut());
  }

  /** A refusal is counted once, where it was decided, or else where it was heard. */
  private static void keepOut(
      Partition partition, ProfileId id, Cause cause, Decision.KeptOut keptOut) {
    Entry.Live live = partition.live(id);
    int heldBefore = live.links().heldCount();
    Refusals.keepOut(partition, live, cause, keptOut);
    partition.counters().changed(live, live.facts().known(), heldBefore);
    partition.counters().refusal(live.facts().accountId(), keptOut.reason());
  }
}
