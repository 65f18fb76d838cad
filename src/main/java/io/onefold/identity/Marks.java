package io.onefold.identity;

import io.onefold.event.Hash128;
import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import io.onefold.event.ProfileId;
import io.onefold.message.Answer;
import io.onefold.message.Answer.Quarantine.Mark;
import io.onefold.message.QuarantinePage;
import io.onefold.message.QuarantinePage.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What is special about identifiers of one shard: who claims those that are taken, which are
 * quarantined, which belong to people who were erased, and how often each was given from one
 * profile to another. Beside the index, since it is true of few.
 *
 * <p><b>Threading.</b> Confined to the shard's thread.
 *
 * <p><b>Bounds.</b> Claims are forgotten after {@link Rules#CLAIM_WINDOW_MS}, and at most {@link
 * #CLAIMANTS_MAX} are kept of one identifier, which is then quarantined. Suppressions are for ever,
 * about 60 bytes each; generations grow with what is done by hand and with shared devices.
 */
final class Marks {

  /** More than any rule allows: beyond, an identifier is quarantined and nobody counts on. */
  static final int CLAIMANTS_MAX = 64;

  /** Questions under way at one time; after a loss each takes one round between two shards. */
  private static final int DOUBTS_MAX = 10_000;

  /** A profile that asked for an identifier which leads to another one. */
  record Claimant(ProfileId profile, long atMs) {}

  /** Since when an identifier links nobody, and of which account it is. */
  private record Quarantined(int accountId, long atMs) {

    boolean of(int account) {
      return accountId == account || accountId == Mark.ACCOUNT_UNKNOWN;
    }
  }

  private final Map<Hash128, List<Claimant>> claims = new HashMap<>();
  private final Map<Hash128, Quarantined> quarantined = new HashMap<>();
  private final Set<Hash128> suppressed = new HashSet<>();

  /** When those of them came to whom they belonged, that came from another profile. */
  private final Map<Hash128, Long> came = new HashMap<>();

  private final Map<Hash128, Integer> generations = new HashMap<>();

  /** The last question whether the profile that an identifier leads to has it. Not kept. */
  private final Map<Hash128, Hash128> doubts = new HashMap<>();

  boolean suppressed(Hash128 identifier) {
    return !suppressed.isEmpty() && suppressed.contains(identifier);
  }

  boolean quarantined(Hash128 identifier) {
    return !quarantined.isEmpty() && quarantined.containsKey(identifier);
  }

  int generation(Hash128 identifier) {
    return generations.isEmpty() ? 0 : generations.getOrDefault(identifier, 0);
  }

  Set<Hash128> suppressed() {
    return suppressed;
  }

  /** Whether this profile has claimed the identifier within the window before {@code nowMs}. */
  boolean claimed(Hash128 identifier, ProfileId profile, long nowMs) {
    return claims.getOrDefault(identifier, List.of()).stream()
        .anyMatch(c -> c.profile().equals(profile) && recent(c, nowMs));
  }

  /** Profiles that have claimed the identifier within the window before {@code nowMs}. */
  long claimants(Hash128 identifier, long nowMs) {
    return claims.getOrDefault(identifier, List.of()).stream()
        .filter(c -> recent(c, nowMs))
        .count();
  }

  /** Who has claimed the identifier, as far as is remembered. */
  List<Answer.Trial.Claimant> claimants(Hash128 identifier) {
    return claims.getOrDefault(identifier, List.of()).stream()
        .map(c -> new Answer.Trial.Claimant(c.profile(), c.atMs()))
        .toList();
  }

  void claim(Hash128 identifier, ProfileId profile, long atMs) {
    List<Claimant> all = claims.computeIfAbsent(identifier, i -> new ArrayList<>(2));
    all.removeIf(c -> c.profile().equals(profile) || !recent(c, atMs));
    all.add(new Claimant(profile, atMs));
    if (all.size() > CLAIMANTS_MAX) {
      all.removeFirst();
    }
  }

  /**
   * What is quarantined of an account, newest first. What is of an unknown one may be its as well.
   *
   * @param owner where an identifier leads
   */
  List<Mark> quarantined(QuarantinePage page, Function<Hash128, Optional<ProfileId>> owner) {
    return quarantined.entrySet().stream()
        .filter(e -> e.getValue().of(page.accountId()))
        .map(e -> new Place(e.getValue().atMs(), e.getKey()))
        .filter(place -> place.compareTo(page.before()) < 0)
        .sorted(Comparator.reverseOrder())
        .limit(page.countMax())
        .map(place -> mark(place, owner.apply(place.identifier())))
        .toList();
  }

  private Mark mark(Place place, Optional<ProfileId> owner) {
    return new Mark(place, quarantined.get(place.identifier()).accountId(), owner);
  }

  void quarantine(Hash128 identifier, int accountId, long atMs) {
    quarantined.put(identifier, new Quarantined(accountId, atMs));
    claims.remove(identifier);
  }

  /** Lets the identifier link again; its claimants are counted anew. */
  boolean release(Hash128 identifier) {
    claims.remove(identifier);
    return quarantined.remove(identifier) != null;
  }

  void suppress(Hash128 identifier, int generation, long cameMs) {
    suppressed.add(identifier);
    if (cameMs > 0) {
      came.put(identifier, cameMs);
    }
    quarantined.remove(identifier);
    claims.remove(identifier);
    raise(identifier, generation);
  }

  /**
   * Until when the identifier may not be let in again: as long as an event by it may come again
   * that counts on a profile which had it before.
   */
  long suppressedForNowMs(Hash128 identifier) {
    Long cameMs = came.get(identifier);
    return cameMs == null ? 0 : cameMs + Quarantine.AFTERMATH_MS;
  }

  boolean readmit(Hash128 identifier) {
    came.remove(identifier);
    return suppressed.remove(identifier);
  }

  void raise(Hash128 identifier, int generation) {
    if (generation > 0) {
      generations.merge(identifier, generation, Math::max);
    }
  }

  /** It is asked whether the profile that the identifier leads to has it. */
  void doubt(Hash128 identifier, Hash128 nonce) {
    if (doubts.size() >= DOUBTS_MAX) {
      doubts.clear(); // whoever misses an identifier says so again
    }
    doubts.put(identifier, nonce);
  }

  /** The question that is open, if there is one. */
  Optional<Hash128> doubt(Hash128 identifier) {
    return Optional.ofNullable(doubts.get(identifier));
  }

  /** The identifier has been led or granted to a profile: what was asked before is settled. */
  void settle(Hash128 identifier) {
    if (!doubts.isEmpty()) {
      doubts.remove(identifier);
    }
  }

  /** Forgets claims that nobody counts any more. */
  void forget(long nowMs) {
    claims.values().removeIf(all -> all.stream().noneMatch(c -> recent(c, nowMs)));
    came.values().removeIf(cameMs -> cameMs + Quarantine.AFTERMATH_MS <= nowMs);
  }

  private static boolean recent(Claimant claimant, long nowMs) {
    return claimant.atMs() > nowMs - Rules.CLAIM_WINDOW_MS;
  }

  void write(PackedWriter out) {
    out.varint(claims.size());
    new TreeMap<>(claims)
        .forEach(
            (identifier, all) -> {
              out.hash(identifier).varint(all.size());
              all.forEach(c -> out.profileId(c.profile()).varint(c.atMs()));
            });
    out.varint(quarantined.size());
    new TreeMap<>(quarantined).forEach((id, mark) -> out.hash(id).varint(mark.atMs()));
    out.varint(suppressed.size());
    suppressed.stream().sorted().forEach(out::hash);
    out.varint(generations.size());
    new TreeMap<>(generations)
        .forEach((identifier, generation) -> out.hash(identifier).varint(generation));
    new TreeMap<>(quarantined).values().forEach(mark -> out.varint(mark.accountId()));
    out.varint(came.size());
    new TreeMap<>(came).forEach((identifier, atMs) -> out.hash(identifier).varint(atMs));
  }

  /**
   * The accounts of what is quarantined, and when identifiers came, stand at the end. In
   * checkpoints of old they do not; then they are unknown.
   */
  void read(PackedReader in) {
    for (int left = in.count(); left > 0; left--) {
      Hash128 identifier = in.hash();
      List<Claimant> all = new ArrayList<>();
      for (int more = in.count(); more > 0; more--) {
        all.add(new Claimant(in.profileId(), in.varint()));
      }
      claims.put(identifier, all);
    }
    Map<Hash128, Long> times = new TreeMap<>();
    for (int left = in.count(); left > 0; left--) {
      times.put(in.hash(), in.varint());
    }
    for (int left = in.count(); left > 0; left--) {
      suppressed.add(in.hash());
    }
    for (int left = in.count(); left > 0; left--) {
      generations.put(in.hash(), in.count());
    }
    boolean told = in.hasMore();
    times.forEach(
        (identifier, atMs) ->
            quarantined.put(
                identifier, new Quarantined(told ? in.count() : Mark.ACCOUNT_UNKNOWN, atMs)));
    for (int left = in.hasMore() ? in.count() : 0; left > 0; left--) {
      came.put(in.hash(), in.varint());
    }
  }
}
