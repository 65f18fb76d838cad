package io.onefold.identity;

import io.onefold.event.Hash128;
import io.onefold.event.IdentifierType.Strength;
import io.onefold.event.ProfileId;
import io.onefold.identity.PartDecision.PartTerms;
import io.onefold.message.Told;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Dividing a profile: identifiers leave it for a new one, which is born on the same shard, so that
 * the division is one decision and cannot be half done. What remains is to tell the identifiers'
 * shards.
 *
 * <pre>
 *   P ──Parted──▶ P without s, N with s
 *                   N ──REASSIGN s──▶ shard of s ──REASSIGNED──▶ N
 *   an event by s that still comes to P is sent after s to N
 * </pre>
 *
 * <p>An identifier counts how often it was given away; its shard follows the highest count and
 * ignores what comes late. The links that were cut are remembered on both sides, so that an event
 * that comes late, or again, does not tie them.
 *
 * <p><b>Threading.</b> Confined to the shard's thread.
 */
public final class PartSteps {

  /** No identifier hashes to it. */
  private static final Hash128 NOBODY = new Hash128(0, 0);

  /** Divides a profile; the new one asks the shards of its identifiers to lead to it. */
  static ProfileId part(
      Turn turn, Entry.Live live, List<Hash128> identifiers, PartTerms terms, String by) {
    ProfileId made = turn.fresh().profileId(turn.nowMs());
    turn.decide(
        new PartDecision.Parted(
            live.id(), made, identifiers, terms, turn.fresh().nonce(), by, turn.nowMs()));
    reassign(turn, turn.partition().live(made));
    return made;
  }

  /** Asks the shards of identifiers on the move to lead here. */
  static void reassign(Turn turn, Entry.Live live) {
    turn.links(live).held.stream()
        .filter(h -> h.mark().onTheMove())
        .forEach(
            h ->
                turn.toIdentifier(
                    h.hash(), new Told.Reassign(h.hash(), live.id(), h.mark().generation())));
  }

  public Handled reassign(Turn turn, Told.Reassign message) {
    Hash128 identifier = message.identifier();
    if (turn.partition().marks().suppressed(identifier)) {
      turn.toProfile(
          message.profile(),
          new Told.Withdrawn(message.profile(), identifier, message.generation()));
      return Handled.DONE;
    }
    int known = turn.partition().marks().generation(identifier);
    if (message.generation() > known) {
      turn.decide(new PartDecision.Reassigned(identifier, message.profile(), message.generation()));
    }
    if (message.generation() >= known) {
      turn.toProfile(
          message.profile(),
          new Told.Reassigned(message.profile(), identifier, message.generation()));
    }
    return Handled.DONE;
  }

  public Handled reassigned(Turn turn, Told.Reassigned message) {
    return answered(
        turn,
        message.profile(),
        message.identifier(),
        message.generation(),
        new PartDecision.Arrived(message.profile(), message.identifier(), message.generation()));
  }

  public Handled withdrawn(Turn turn, Told.Withdrawn message) {
    return answered(
        turn,
        message.profile(),
        message.identifier(),
        message.generation(),
        new PartDecision.Withdrawn(message.profile(), message.identifier()));
  }

  /** Decides so if the identifier still waits for this answer. */
  private static Handled answered(
      Turn turn, ProfileId profile, Hash128 identifier, int generation, PartDecision decision) {
    return switch (turn.partition().profiles().get(profile)) {
      case Entry.Live live -> {
        boolean waits =
            turn.links(live)
                .find(identifier)
                .map(Held::mark)
                .filter(m -> m.onTheMove() && m.generation() == generation)
                .isPresent();
        if (waits) {
          turn.decide(decision);
        }
        yield Handled.DONE;
      }
      case Entry.Moving moving -> new Handled.Waits(profile);
      case null -> Handled.DONE;
      case Entry.Forward forward -> Handled.DONE; // the winner asks for itself
      case Entry.Erasing erasing -> Handled.DONE;
      case Entry.Erased erased -> Handled.DONE;
    };
  }

  /**
   * What a profile falls into when no link through {@code through} holds any more: each set is
   * connected; the one with the earliest identifier comes first.
   */
  static List<Set<Hash128>> components(LinkState state, Hash128 through) {
    List<Set<Hash128>> components = new ArrayList<>();
    state.held.stream()
        .sorted(Comparator.comparingLong(Held::firstMs))
        .map(Held::hash)
        .filter(hash -> !hash.equals(through))
        .forEach(
            hash -> {
              if (components.stream().noneMatch(c -> c.contains(hash))) {
                components.add(reach(state, hash, through));
              }
            });
    return components;
  }

  /**
   * What leaves a profile when these do: an order that nothing else ties to it goes along, and with
   * it a refund that names nothing but the order.
   */
  static List<Hash128> alongWith(LinkState state, List<Hash128> going) {
    List<Hash128> all = new ArrayList<>(going.stream().distinct().toList());
    state.held.stream()
        .filter(h -> h.identifier().type().strength() == Strength.WEAK)
        .map(Held::hash)
        .filter(hash -> !going.contains(hash) && isTiedTo(state, hash, going))
        .forEach(all::add);
    return all;
  }

  private static boolean isTiedTo(LinkState state, Hash128 identifier, List<Hash128> others) {
    List<Hash128> ends =
        state.edges.stream()
            .filter(e -> e.touches(identifier))
            .map(e -> e.other(identifier))
            .toList();
    return !ends.isEmpty() && others.containsAll(ends);
  }

  /** What is connected with {@code from}, itself included. */
  static Set<Hash128> reach(LinkState state, Hash128 from) {
    return reach(state, from, NOBODY);
  }

  static Set<Hash128> reach(LinkState state, Hash128 from, Hash128 through) {
    Set<Hash128> reached = new HashSet<>(Set.of(from));
    boolean more = true;
    while (more) {
      more = false;
      for (LinkState.Edge edge : state.edges) {
        boolean joins = reached.contains(edge.from()) != reached.contains(edge.to());
        if (joins && !edge.touches(through)) {
          more |= reached.add(edge.from()) | reached.add(edge.to());
        }
      }
    }
    return reached;
  }
}
