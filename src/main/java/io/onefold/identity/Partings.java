package io.onefold.identity;

import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.ProfileId;
import io.onefold.message.Cause;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a profile remembers of being split: which links are cut for good, where an identifier went
 * that it gave away, where it came from itself, and which events in the histories of which profile
 * ids are whose.
 *
 * <p><b>Threading.</b> Confined to the shard's thread; a part of {@link LinkState}.
 *
 * <p><b>Bounds.</b> Grows with every split, which is done by hand, or once for each device that two
 * people use.
 */
final class Partings {

  /**
   * These two identifiers may not stand on one profile, unless somebody forces them to. Both are
   * without their values: the profile holds one of them at the most.
   */
  record Severed(Identifier one, Identifier other, long atMs, String by) {

    boolean joins(Severed cut) {
      return joins(Set.of(one.hash()), Set.of(other.hash()), cut);
    }

    boolean touches(Hash128 identifier) {
      return one.hash().equals(identifier) || other.hash().equals(identifier);
    }

    /** Whether one end of the cut is among these and the other end among those. */
    static boolean joins(Set<Hash128> these, Set<Hash128> those, Severed cut) {
      return these.contains(cut.one.hash()) && those.contains(cut.other.hash())
          || these.contains(cut.other.hash()) && those.contains(cut.one.hash());
    }
  }

  /**
   * An identifier that was given to another profile; what still comes by it is sent after it.
   *
   * @param identifier without its value, unless it may have to be offered again
   * @param handing what goes along, {@code null} once that profile has said that it has it
   */
  record Departed(
      Identifier identifier, ProfileId to, int generation, Handing handing, long atMs, String by) {

    /** Whether that profile has yet to say that it has it. */
    boolean awaited() {
      return handing != null;
    }

    private Departed settled() {
      return new Departed(nameless(identifier), to, generation, null, atMs, by);
    }
  }

  /**
   * What goes along with a device that is given to whoever logged in on it.
   *
   * @param login that login, on the side of the new owner
   * @param barredUntilMs as {@link Held.Mark#barredUntilMs}
   * @param former what first linked the device to its owner, should it be given back; {@code null}
   *     if nothing did
   */
  record Handing(Cause login, long barredUntilMs, Cause former) {}

  /**
   * The profile was a part of {@code from}.
   *
   * @param identifiers those that it left with, without their values
   */
  record Arrived(ProfileId from, List<Identifier> identifiers, long atMs, String by) {
    Arrived {
      identifiers = List.copyOf(identifiers);
    }
  }

  /** The last login for which a device was given away. */
  record Login(Hash128 device, long atMs) {}

  /** The events that {@code route} routed, in the history of one profile id. */
  record Slice(ProfileId profile, Hash128 route) {}

  /** Who asked, where an identifier was left over by somebody who was erased. */
  static final String ERASURE = "erasure";

  final List<Severed> severed = new ArrayList<>();
  final List<Departed> departed = new ArrayList<>();
  final List<Arrived> arrived = new ArrayList<>();
  final List<Login> logins = new ArrayList<>();

  /** Slices of other profile ids' histories that are this profile's. */
  final List<Slice> shares = new ArrayList<>();

  /** Slices of this profile's own history, and of those absorbed, that are another's. */
  final List<Slice> given = new ArrayList<>();

  /** An identifier whose value is not to be kept. */
  static Identifier nameless(Identifier identifier) {
    return new Identifier(identifier.type(), "", identifier.hash());
  }

  boolean isEmpty() {
    return severed.isEmpty()
        && departed.isEmpty()
        && arrived.isEmpty()
        && logins.isEmpty()
        && shares.isEmpty()
        && given.isEmpty();
  }

  /** When the identifier came from another profile last; 0 if it did not. */
  long cameMs(Hash128 identifier) {
    return arrived.stream()
        .filter(a -> a.identifiers().stream().anyMatch(i -> i.hash().equals(identifier)))
        .mapToLong(Arrived::atMs)
        .max()
        .orElse(0);
  }

  /** Whether it holds what somebody left who was erased. */
  boolean leftOver() {
    return arrived.stream().anyMatch(a -> a.by().equals(ERASURE));
  }

  /** Whether a cut link would be tied again if these two sets became one. */
  boolean keepApart(Set<Hash128> these, Set<Hash128> those) {
    return severed.stream().anyMatch(cut -> Severed.joins(these, those, cut));
  }

  /** Where an identifier went last. */
  Optional<Departed> departure(Hash128 identifier) {
    return departed.stream().filter(d -> d.identifier().hash().equals(identifier)).findFirst();
  }

  /** What goes along with a device that is still to be taken. */
  Optional<Handing> handing(Hash128 device) {
    return departure(device).map(Departed::handing);
  }

  /** When the last login was for which the device was given away; far in the past for none. */
  long lastLoginMs(Hash128 device) {
    return logins.stream()
        .filter(l -> l.device().equals(device))
        .mapToLong(Login::atMs)
        .max()
        .orElse(Long.MIN_VALUE);
  }

  void follow(Login login) {
    if (lastLoginMs(login.device()) < login.atMs()) {
      logins.removeIf(l -> l.device().equals(login.device()));
      logins.add(login);
    }
  }

  void depart(Departed departure) {
    departed.removeIf(d -> d.identifier().hash().equals(departure.identifier().hash()));
    departed.add(departure);
  }

  /** The identifier is held here again. */
  void returned(Hash128 identifier) {
    departed.removeIf(d -> d.identifier().hash().equals(identifier));
  }

  /** The new owner has the identifier: it need not be offered again. */
  void settle(Hash128 identifier) {
    departed.replaceAll(d -> d.identifier().hash().equals(identifier) ? d.settled() : d);
  }

  void sever(Severed cut) {
    if (severed.stream().noneMatch(s -> s.joins(cut))) {
      severed.add(cut);
    }
  }

  /** Somebody knows better: nothing between these identifiers is cut any more. */
  void mend(Set<Hash128> identifiers) {
    severed.removeIf(s -> Severed.joins(identifiers, identifiers, s));
  }

  /** Gives the events of {@code routes}, in all the ids that hold some, to another profile. */
  void give(List<ProfileId> ids, Set<Hash128> routes, Partings to) {
    for (ProfileId id : ids) {
      for (Hash128 route : routes) {
        Slice slice = new Slice(id, route);
        if (!given.contains(slice)) {
          given.add(slice);
          to.shares.add(slice);
        }
      }
    }
    for (Slice share : List.copyOf(shares)) {
      if (routes.contains(share.route())) {
        shares.remove(share);
        to.shares.add(share);
      }
    }
  }

  /** Which routes of a profile id's history are another's. */
  Set<Hash128> givenOf(ProfileId id) {
    Set<Hash128> routes = new HashSet<>();
    given.stream().filter(s -> s.profile().equals(id)).forEach(s -> routes.add(s.route()));
    return routes;
  }

  /** The shares by profile id. */
  Map<ProfileId, Set<Hash128>> sharesById() {
    Map<ProfileId, Set<Hash128>> byId = new HashMap<>();
    shares.forEach(s -> byId.computeIfAbsent(s.profile(), id -> new HashSet<>()).add(s.route()));
    return byId;
  }

  void addAll(Partings other) {
    other.severed.forEach(this::sever);
    other.departed.forEach(
        d -> {
          if (departure(d.identifier().hash())
              .filter(m -> m.generation() > d.generation())
              .isEmpty()) {
            depart(d);
          }
        });
    arrived.addAll(other.arrived);
    other.logins.forEach(this::follow);
    addNew(other.shares, shares);
    addNew(other.given, given);
  }

  private static void addNew(List<Slice> from, List<Slice> to) {
    from.stream().filter(s -> !to.contains(s)).forEach(to::add);
  }
}
