package io.onefold.identity;

import io.onefold.event.Event;
import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.IdentifierType.Strength;
import io.onefold.event.ProfileId;
import io.onefold.identity.Held.Mark;
import io.onefold.message.Cause;
import io.onefold.message.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The identity of one profile, unpacked for a change: identifiers held or reserved, the links
 * between them, the profiles absorbed, what was refused, and what was split off. {@link Links} is
 * the packed form, in which it is kept.
 *
 * <p><b>Threading.</b> Confined to the shard's thread; lives for one change.
 *
 * <p><b>Bounds.</b> {@link #REFUSED_MAX} refusals, the oldest goes first; identifiers and merges as
 * {@link Rules} allows.
 */
final class LinkState {

  /** Refusals a profile remembers: enough for a shared tablet's day, at about 120 bytes each. */
  static final int REFUSED_MAX = 32;

  /** Losers whose last offer is remembered: more than can be on their way at one time. */
  static final int TURNED_DOWN_MAX = 64;

  /** Two identifiers that events named together; {@code cause} is the first such event. */
  record Edge(Hash128 from, Hash128 to, Cause cause, long firstMs, long lastMs, int count) {

    boolean joins(Hash128 one, Hash128 other) {
      return from.equals(one) && to.equals(other);
    }

    boolean touches(Hash128 identifier) {
      return from.equals(identifier) || to.equals(identifier);
    }

    /** The other end of an edge that touches the identifier. */
    Hash128 other(Hash128 identifier) {
      return from.equals(identifier) ? to : from;
    }

    Edge with(Edge other) {
      Cause first = firstMs <= other.firstMs ? cause : other.cause;
      return new Edge(
          from,
          to,
          first,
          Math.min(firstMs, other.firstMs),
          Math.max(lastMs, other.lastMs),
          count + other.count);
    }
  }

  /** A profile absorbed; {@code birth} when it existed only because its first event caused this. */
  record Merged(ProfileId profile, long atMs, boolean birth, Cause cause) {}

  /** An identifier kept out; {@code rules} is the version of the rules that refused it. */
  record Refused(Identifier identifier, Refusal reason, long atMs, int rules, Cause cause) {}

  /** The last offer of {@code loser} that this profile turned down, and why. */
  record TurnedDown(ProfileId loser, int attempt, Refusal reason, long atMs) {}

  int attempt;
  Hash128 nonce = new Hash128(0, 0);
  long issuedAtMs;
  int formerTokens;
  long birthFingerprint;

  /** Until when nobody is asked for what is reserved. */
  long retryAfterMs;

  final List<Held> held = new ArrayList<>();
  final List<Edge> edges = new ArrayList<>();
  final List<Merged> merged = new ArrayList<>();
  final List<Refused> refused = new ArrayList<>();
  final List<TurnedDown> turnedDown = new ArrayList<>();
  final Partings partings = new Partings();

  Optional<Held> find(Hash128 identifier) {
    return held.stream().filter(h -> h.hash().equals(identifier)).findFirst();
  }

  boolean holds(Hash128 identifier) {
    return find(identifier).isPresent();
  }

  /** Whether the identifier is held or reserved, or it is known where it went. */
  boolean accountsFor(Hash128 identifier) {
    return holds(identifier) || partings.departure(identifier).isPresent();
  }

  /** Whether the identifier is held or reserved, and proves as much. */
  boolean holds(Hash128 identifier, Strength strength) {
    return find(identifier).filter(h -> h.identifier().type().strength() == strength).isPresent();
  }

  /** Values held or reserved of one type. */
  Stream<String> values(IdentifierType type) {
    return held.stream().map(Held::identifier).filter(i -> i.type() == type).map(Identifier::value);
  }

  boolean absorbed(ProfileId profile) {
    return merged.stream().anyMatch(m -> m.profile().equals(profile));
  }

  Set<Hash128> hashes() {
    return held.stream().map(Held::hash).collect(Collectors.toSet());
  }

  boolean has(Predicate<Mark> mark) {
    return held.stream().map(Held::mark).anyMatch(mark);
  }

  /** The profiles absorbed since {@code sinceMs}, those of a birth left out. */
  long mergesSince(long sinceMs) {
    return merged.stream().filter(m -> !m.birth() && m.atMs() > sinceMs).count();
  }

  /** Whether the identifier is reserved, and because of this very message. */
  boolean reservedFor(Cause cause) {
    return find(cause.identifier())
        .map(Held::pending)
        .filter(open -> open.fingerprint() == cause.fingerprint())
        .isPresent();
  }

  /** The last offer of this loser that was turned down, if it is remembered. */
  Optional<TurnedDown> lastTurnedDown(ProfileId loser) {
    return turnedDown.stream().filter(t -> t.loser().equals(loser)).findFirst();
  }

  /**
   * Notes that the event named {@code identifier}; {@code pending} is {@code null} if it is held.
   */
  void observe(Identifier identifier, Event event, Cause pending) {
    long atMs = event.time().atMs();
    if (holds(identifier.hash())) {
      change(identifier.hash(), known -> known.called(identifier).seenAt(atMs));
    } else {
      held.add(new Held(identifier, event.origin().source(), atMs, atMs, pending, Mark.NONE));
    }
  }

  void link(Identifier from, Identifier to, Cause cause) {
    add(new Edge(from.hash(), to.hash(), cause, cause.atMs(), cause.atMs(), 1));
  }

  /**
   * The identifier's shard has granted it. The recipient of a mail is known by its profile from
   * then on, and its token needs no place of its own: what it tied together stays tied.
   */
  void confirm(Hash128 identifier, int generation) {
    if (find(identifier).filter(h -> isLinkToken(h.identifier())).isPresent()) {
      List<Edge> ties = edges.stream().filter(e -> e.touches(identifier)).toList();
      drop(identifier);
      ties.forEach(tie -> tieToRecipient(tie.from(), tie));
    } else {
      change(identifier, h -> h.granted(generation));
    }
  }

  /** The link between whoever came and the recipient, to be explained, and to be cut. */
  private void tieToRecipient(Hash128 came, Edge tie) {
    strongestOutside(PartSteps.reach(this, came, tie.to()))
        .ifPresent(
            recipient ->
                add(
                    new Edge(
                        recipient, came, tie.cause(), tie.firstMs(), tie.lastMs(), tie.count())));
  }

  /** What a profile is best known by, leaving out what belongs together already. */
  private Optional<Hash128> strongestOutside(Set<Hash128> own) {
    return held.stream()
        .filter(h -> !own.contains(h.hash()))
        .min(
            Comparator.comparing((Held h) -> h.pending() != null)
                .thenComparing(h -> h.identifier().type()))
        .map(Held::hash);
  }

  void mark(Hash128 identifier, UnaryOperator<Mark> change) {
    change(identifier, h -> h.marked(change.apply(h.mark())));
  }

  private void change(Hash128 identifier, UnaryOperator<Held> change) {
    held.replaceAll(h -> h.hash().equals(identifier) ? change.apply(h) : h);
  }

  private static boolean isLinkToken(Identifier identifier) {
    return identifier.type() == IdentifierType.LINK_TOKEN;
  }

  /**
   * Gives a reserved identifier up, if it was reserved for this cause.
   *
   * @return the identifier given up
   */
  Optional<Identifier> giveUp(Cause cause) {
    Optional<Identifier> open =
        reservedFor(cause) ? find(cause.identifier()).map(Held::identifier) : Optional.empty();
    open.ifPresent(given -> drop(given.hash()));
    return open;
  }

  /** Takes an identifier off, and what it was linked to. */
  void drop(Hash128 gone) {
    held.removeIf(h -> h.hash().equals(gone));
    edges.removeIf(e -> e.touches(gone));
  }

  /** Whether the profile knows that it may not have the identifier. */
  boolean refuses(Hash128 identifier) {
    return refused.stream().anyMatch(r -> r.identifier().hash().equals(identifier));
  }

  void refuse(Refused refusal) {
    refused.removeIf(
        r ->
            r.identifier().hash().equals(refusal.identifier().hash())
                || r.cause().sameAs(refusal.cause()));
    refused.add(refusal);
    if (refused.size() > REFUSED_MAX) {
      refused.removeFirst();
    }
  }

  void turnDown(TurnedDown last) {
    Optional<TurnedDown> before = lastTurnedDown(last.loser());
    if (before.filter(b -> b.attempt() >= last.attempt()).isPresent()) {
      return;
    }
    turnedDown.removeIf(t -> t.loser().equals(last.loser()));
    turnedDown.add(last);
    if (turnedDown.size() > TURNED_DOWN_MAX) {
      turnedDown.removeFirst();
    }
  }

  /**
   * Takes over all that an absorbed profile holds. What one of the two holds together although the
   * other remembers that it was cut, somebody has forced together since.
   */
  void absorb(LinkState loser, Merged merge) {
    Set<Hash128> mine = hashes();
    Set<Hash128> theirs = loser.hashes();
    loser.held.forEach(this::add);
    loser.edges.forEach(this::add);
    loser.merged.forEach(this::add);
    add(merge);
    loser.refused.forEach(this::refuse);
    loser.turnedDown.forEach(this::turnDown);
    partings.addAll(loser.partings);
    partings.mend(mine);
    partings.mend(theirs);
    held.stream().filter(h -> h.pending() == null).map(Held::hash).forEach(partings::returned);
    retryAfterMs = Math.max(retryAfterMs, loser.retryAfterMs);
    formerTokens += loser.formerTokens + 1;
  }

  /** What somebody said is a link like any other, and stands against what kept the two apart. */
  void tieByHand(Cause cause) {
    if (!cause.byHand()) {
      return;
    }
    if (holds(cause.identifier())) {
      tie(cause.identifier(), cause);
    }
    if (cause.kind() == Cause.Kind.FORCED) {
      partings.mend(hashes());
      held.replaceAll(h -> h.marked(h.mark().unshared()));
    }
  }

  /** Links the identifier to what the profile is best known by. */
  void tie(Hash128 identifier, Cause cause) {
    strongestOutside(PartSteps.reach(this, identifier))
        .ifPresent(other -> add(new Edge(other, identifier, cause, cause.atMs(), cause.atMs(), 1)));
  }

  void add(Held other) {
    if (holds(other.hash())) {
      change(other.hash(), mine -> mine.with(other));
    } else {
      held.add(other);
    }
  }

  private void add(Edge other) {
    for (int i = 0; i < edges.size(); i++) {
      if (edges.get(i).joins(other.from(), other.to())) {
        edges.set(i, edges.get(i).with(other));
        return;
      }
    }
    edges.add(other);
  }

  private void add(Merged other) {
    if (!absorbed(other.profile())) {
      merged.add(other);
    }
  }
}
