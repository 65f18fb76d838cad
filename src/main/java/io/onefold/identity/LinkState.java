package io.onefold.identity;

import io.onefold.event.Event;
import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.ProfileId;
import io.onefold.message.Cause;
import io.onefold.message.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The identity of one profile, unpacked for a change: identifiers held or reserved, the links
 * between them, the profiles absorbed, and what was refused. {@link Links} is the packed form, in
 * which it is kept.
 *
 * <p><b>Threading.</b> Confined to the shard's thread; lives for one change.
 *
 * <p><b>Bounds.</b> {@link #REFUSED_MAX} refusals, the oldest goes first; identifiers as {@link
 * Rules} allows.
 */
final class LinkState {

  /** Refusals a profile remembers: enough for a shared tablet's day, at about 120 bytes each. */
  static final int REFUSED_MAX = 32;

  /** Losers whose last offer is remembered: more than can be on their way at one time. */
  static final int TURNED_DOWN_MAX = 64;

  /**
   * An identifier of the profile.
   *
   * @param pending why it was reserved, {@code null} once its own shard has granted it
   */
  record Held(Identifier identifier, String source, long firstMs, long lastMs, Cause pending) {

    Held seenAt(long atMs) {
      return new Held(identifier, source, Math.min(firstMs, atMs), Math.max(lastMs, atMs), pending);
    }

    Held granted() {
      return new Held(identifier, source, firstMs, lastMs, null);
    }

    /** The same identifier held by two profiles that become one. */
    Held with(Held other) {
      Held earlier = firstMs <= other.firstMs ? this : other;
      Cause open = pending == null || other.pending == null ? null : pending;
      long first = Math.min(firstMs, other.firstMs);
      return new Held(identifier, earlier.source, first, Math.max(lastMs, other.lastMs), open);
    }
  }

  /** Two identifiers that events named together; {@code cause} is the first such event. */
  record Edge(Hash128 from, Hash128 to, Cause cause, long firstMs, long lastMs, int count) {

    boolean joins(Hash128 one, Hash128 other) {
      return from.equals(one) && to.equals(other);
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

  /** The last offer of {@code loser} that this profile turned down. */
  record TurnedDown(ProfileId loser, int attempt, long atMs) {}

  int attempt;
  Hash128 nonce = new Hash128(0, 0);
  long issuedAtMs;
  int formerTokens;
  long birthFingerprint;
  final List<Held> held = new ArrayList<>();
  final List<Edge> edges = new ArrayList<>();
  final List<Merged> merged = new ArrayList<>();
  final List<Refused> refused = new ArrayList<>();
  final List<TurnedDown> turnedDown = new ArrayList<>();

  Optional<Held> find(Hash128 identifier) {
    return held.stream().filter(h -> h.identifier().hash().equals(identifier)).findFirst();
  }

  /** Values held or reserved of one type. */
  Stream<String> values(IdentifierType type) {
    return held.stream().map(Held::identifier).filter(i -> i.type() == type).map(Identifier::value);
  }

  boolean absorbed(ProfileId profile) {
    return merged.stream().anyMatch(m -> m.profile().equals(profile));
  }

  /** Whether the identifier is reserved, and because of this very message. */
  boolean reservedFor(Cause cause) {
    return find(cause.identifier())
        .map(Held::pending)
        .filter(open -> open.fingerprint() == cause.fingerprint())
        .isPresent();
  }

  int lastTurnedDown(ProfileId loser) {
    return turnedDown.stream()
        .filter(t -> t.loser().equals(loser))
        .mapToInt(TurnedDown::attempt)
        .max()
        .orElse(0);
  }

  /**
   * Notes that the event named {@code identifier}; {@code pending} is {@code null} if it is held.
   */
  void observe(Identifier identifier, Event event, Cause pending) {
    long atMs = event.time().atMs();
    for (int i = 0; i < held.size(); i++) {
      Held known = held.get(i);
      if (known.identifier().hash().equals(identifier.hash())) {
        held.set(i, known.seenAt(atMs));
        return;
      }
    }
    held.add(new Held(identifier, event.origin().source(), atMs, atMs, pending));
  }

  void link(Identifier from, Identifier to, Cause cause) {
    add(new Edge(from.hash(), to.hash(), cause, cause.atMs(), cause.atMs(), 1));
  }

  /** The identifier's shard has granted it. */
  void confirm(Hash128 identifier) {
    held.replaceAll(h -> h.identifier().hash().equals(identifier) ? h.granted() : h);
  }

  /**
   * Gives a reserved identifier up, if it was reserved for this cause.
   *
   * @return the identifier given up
   */
  Optional<Identifier> giveUp(Cause cause) {
    Optional<Held> open =
        find(cause.identifier())
            .filter(h -> h.pending() != null && h.pending().fingerprint() == cause.fingerprint());
    open.ifPresent(this::drop);
    return open.map(Held::identifier);
  }

  private void drop(Held open) {
    held.remove(open);
    Hash128 gone = open.identifier().hash();
    edges.removeIf(e -> e.from().equals(gone) || e.to().equals(gone));
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

  void turnDown(ProfileId loser, int lastAttempt, long atMs) {
    int highest = Math.max(lastAttempt, lastTurnedDown(loser));
    turnedDown.removeIf(t -> t.loser().equals(loser));
    turnedDown.add(new TurnedDown(loser, highest, atMs));
    if (turnedDown.size() > TURNED_DOWN_MAX) {
      turnedDown.removeFirst();
    }
  }

  /** Takes over all that an absorbed profile holds. */
  void absorb(LinkState loser, Merged merge) {
    loser.held.forEach(this::add);
    loser.edges.forEach(this::add);
    loser.merged.forEach(this::add);
    add(merge);
    loser.refused.forEach(this::refuse);
    loser.turnedDown.forEach(t -> turnDown(t.loser(), t.attempt(), t.atMs()));
    formerTokens += loser.formerTokens + 1;
  }

  private void add(Held other) {
    for (int i = 0; i < held.size(); i++) {
      if (held.get(i).identifier().hash().equals(other.identifier().hash())) {
        held.set(i, held.get(i).with(other));
        return;
      }
    }
    held.add(other);
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
