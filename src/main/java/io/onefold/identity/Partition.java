package io.onefold.identity;

import io.onefold.event.Hash128;
import io.onefold.event.IdentifierType;
import io.onefold.event.ProfileId;
import io.onefold.message.Answer;
import io.onefold.profile.Names;
import io.onefold.profile.Profile;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The state of one shard: which profile each of its identifiers leads to, and the profiles that
 * live here. It is the fold of the shard's journal, and nothing else.
 *
 * <p><b>Threading.</b> Confined to the shard's thread. Reads no clock and draws no random number:
 * the same decisions in the same order build the same state on every node.
 *
 * <p><b>Bounds.</b> Grows with profiles and identifiers: about 1.7 KB a profile with three
 * identifiers. Absorbed profiles keep about 80 bytes each.
 */
public final class Partition {

  private final int shard;
  private final IdentifierIndex index = new IdentifierIndex();
  private final ProfileTable profiles = new ProfileTable();
  private final Set<ProfileId> unsettled = new LinkedHashSet<>();
  private final Counts counts = new Counts();
  private final Marks marks = new Marks();
  private final Names names;

  public Partition(int shard) {
    this(shard, new Names());
  }

  Partition(int shard, Names names) {
    this.shard = shard;
    this.names = names;
  }

  public int shard() {
    return shard;
  }

  public Names names() {
    return names;
  }

  public int identifierCount() {
    return index.size();
  }

  public int profileCount() {
    return profiles.count();
  }

  /** Profiles with a link still on its way, in the order in which they became so. */
  public List<ProfileId> unsettled() {
    return List.copyOf(unsettled);
  }

  public Answer.Counts counts(int accountId) {
    return counts.of(accountId);
  }

  /** Where an identifier leads, as far as this shard knows. */
  public Optional<ProfileId> lookUp(Hash128 identifier) {
    return index.find(identifier);
  }

  /** The facts of a profile that lives here, frozen or not; empty when it is gone or elsewhere. */
  public Optional<Profile> facts(ProfileId id) {
    return Optional.ofNullable(held(profiles.get(id))).map(Entry.Live::facts);
  }

  /** The account of a profile that lived here and has been absorbed or erased. */
  public Optional<Integer> formerAccount(ProfileId id) {
    return switch (profiles.get(id)) {
      case null -> Optional.empty();
      case Entry.Live live -> Optional.empty();
      case Entry.Moving moving -> Optional.empty();
      case Entry.Forward forward -> Optional.of(forward.accountId());
      case Entry.Erasing erasing -> Optional.of(erasing.accountId());
      case Entry.Erased erased -> Optional.of(erased.accountId());
    };
  }

  /** Identifiers of this shard that belong to people who were erased. */
  public Set<Hash128> suppressed() {
    return Set.copyOf(marks.suppressed());
  }

  /** Profiles that lived here and were erased, or are being. */
  public List<ProfileId> erased() {
    List<ProfileId> erased = new ArrayList<>();
    for (int page = 0; page < profiles.pages(); page++) {
      profiles.forEach(
          page,
          entry -> {
            if (entry instanceof Entry.Erasing || entry instanceof Entry.Erased) {
              erased.add(entry.id());
            }
          });
    }
    return erased;
  }

  /** Forgets which profiles claimed an identifier so long ago that nobody counts it any more. */
  public void forgetClaims(long nowMs) {
    marks.forget(nowMs);
  }

  /** Visits the profiles of one page that are alive or frozen here, in order of birth. */
  public void forEachLive(int page, Consumer<ProfileId> each) {
    profiles.forEach(
        page,
        entry -> {
          if (held(entry) != null) {
            each.accept(entry.id());
          }
        });
  }

  /**
   * Whether the rules would make the profile one person again, from its links alone; also where it
   * does not live here.
   */
  public boolean holdsTogether(ProfileId id, RuleBook rules) {
    Entry.Live live = held(profiles.get(id));
    return live == null
        || live.links().open()
        || Canonical.people(live.links().unpack(names), rules.of(live.facts().accountId())).size()
            <= 1;
  }

  /** Pages of profiles, for whoever goes round them. */
  public int pages() {
    return profiles.pages();
  }

  /**
   * Forgets message ids of one page that are older than the window.
   *
   * @return ids that are still remembered there
   */
  public long forgetSeen(int page, long nowMs, int windowHours) {
    long[] left = new long[1];
    profiles.forEach(
        page,
        entry -> {
          Entry.Live live = held(entry);
          if (live != null) {
            live.seen().forget(nowMs, windowHours);
            left[0] += live.seen().count();
          }
        });
    return left[0];
  }

  IdentifierIndex index() {
    return index;
  }

  ProfileTable profiles() {
    return profiles;
  }

  Counts counters() {
    return counts;
  }

  Marks marks() {
    return marks;
  }

  /** Whether nobody is behind the profile: an erasure left it, and no event has come since. */
  boolean vacant(Entry.Live live) {
    return live.facts().isEmpty()
        && live.links().heldCount() == 1
        && live.links().unpack(names).partings.leftOver();
  }

  /** The state behind an entry: its own, or what it is frozen with. */
  static Entry.Live held(Entry entry) {
    return switch (entry) {
      case null -> null;
      case Entry.Live live -> live;
      case Entry.Moving(Entry.Live frozen, var target, var attempt, var cause) -> frozen;
      case Entry.Forward forward -> null;
      case Entry.Erasing erasing -> null;
      case Entry.Erased erased -> null;
    };
  }

  Entry.Live live(ProfileId id) {
    return (Entry.Live) profiles.get(id);
  }

  /** Carries a decision out. The same when it was just made as when the journal is replayed. */
  public void fold(Decision decision) {
    switch (decision) {
      case Decision.Born born -> bear(born);
      case Decision.Applied applied -> apply(applied);
      case Decision.Granted(Hash128 identifier, ProfileId profile) -> lead(identifier, profile);
      case Decision.Confirmed(ProfileId profile, Hash128 identifier, int generation) ->
          confirm(profile, identifier, generation);
      case Decision.Froze froze -> MergeFold.freeze(this, froze);
      case Decision.Absorbed absorbed -> MergeFold.absorb(this, absorbed);
      case Decision.TurnedDown turned -> MergeFold.turnDown(this, turned);
      case Decision.Forwarded forwarded -> MergeFold.forward(this, forwarded);
      case Decision.Thawed thawed -> MergeFold.thaw(this, thawed);
      case Decision.Dropped dropped -> MergeFold.drop(this, dropped);
      case Decision.Hinted(Hash128 identifier, ProfileId profile) -> lead(identifier, profile);
      case Decision.Missed missed -> {}
      case Decision.Freed(Hash128 identifier) -> index.remove(identifier);
      case PartDecision part -> PartFold.fold(this, part);
      case GuardDecision guard -> GuardFold.fold(this, guard);
      case EraseDecision erase -> EraseFold.fold(this, erase);
    }
  }

  private void bear(Decision.Born born) {
    LinkState state = new LinkState();
    state.nonce = born.nonce();
    state.issuedAtMs = born.atMs();
    state.birthFingerprint = born.fingerprint();
    Held.Mark mark = Held.Mark.NONE.at(marks.generation(born.route().hash()));
    state.held.add(new Held(born.route(), born.source(), born.atMs(), born.atMs(), null, mark));
    Profile facts = Profile.create(born.accountId());
    if (born.route().type() == IdentifierType.ORDER_ID) {
      facts.ownOrder(born.route().value());
    }
    Entry.Live live = new Entry.Live(born.profile(), facts, Links.of(state, names), new Seen());
    profiles.put(live);
    lead(born.route().hash(), born.profile());
    counts.profile(live, 1);
  }

  private void apply(Decision.Applied applied) {
    profiles.touch(applied.profile());
    Entry.Live live = live(applied.profile());
    var event = applied.event();
    boolean wasKnown = live.facts().known();
    int heldBefore = live.links().heldCount();
    live.seen().add(event.id().fingerprint(), event.time().receivedAtMs());
    live.facts().fold(event, names);
    if (!applied.joining().isEmpty() || !live.links().touch(event)) {
      Joins.note(this, live, applied);
      settle(live);
    }
    counts.event(live.facts().accountId());
    counts.changed(live, wasKnown, heldBefore);
  }

  /** An order whose id is this profile's counts here, whatever another profile says of it. */
  private void confirm(ProfileId id, Hash128 identifier, int generation) {
    Entry.Live live = live(id);
    int heldBefore = live.links().heldCount();
    relink(
        id,
        state -> {
          state.confirm(identifier, generation);
          state
              .find(identifier)
              .map(Held::identifier)
              .filter(granted -> granted.type() == IdentifierType.ORDER_ID)
              .ifPresent(order -> live.facts().ownOrder(order.value()));
        });
    counts.changed(live, live.facts().known(), heldBefore);
  }

  /** Takes note of an entry that a checkpoint brought back. */
  void resume(Entry entry) {
    switch (entry) {
      case Entry.Live live -> {
        settle(live);
        counts.restored(live);
      }
      case Entry.Moving moving -> unsettled.add(moving.id());
      case Entry.Erasing erasing -> unsettled.add(erasing.id());
      case Entry.Forward forward -> {}
      case Entry.Erased erased -> {}
    }
  }

  /** Changes the links of a live profile. */
  void relink(ProfileId id, Consumer<LinkState> change) {
    profiles.touch(id);
    Entry.Live live = live(id);
    LinkState state = live.links().unpack(names);
    change.accept(state);
    live.links().set(state, names);
    settle(live);
  }

  /** Leads an identifier of this shard to a profile from now on. */
  void lead(Hash128 identifier, ProfileId profile) {
    index.put(identifier, profile);
    marks.settle(identifier);
  }

  /** Remembers whether the profile has a link on its way. */
  void settle(Entry.Live live) {
    if (live.links().open()) {
      unsettled.add(live.id());
    } else {
      unsettled.remove(live.id());
    }
  }

  /** There is something to ask again for this profile. */
  void unsettle(ProfileId id) {
    unsettled.add(id);
  }

  /** There is nothing left to ask for this profile. */
  void settled(ProfileId id) {
    unsettled.remove(id);
  }
}
