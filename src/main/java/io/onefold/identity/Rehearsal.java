package io.onefold.identity;

import io.onefold.event.Event;
import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.ProfileId;
import io.onefold.identity.Decision.Joining;
import io.onefold.identity.Decision.KeptOut;
import io.onefold.identity.Decision.Verdict;
import io.onefold.message.Answer;
import io.onefold.message.Answer.Trial;
import io.onefold.message.Message;
import io.onefold.message.Refusal;
import io.onefold.profile.Names;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An event that is tried out: the partitions it concerns, holding nothing but the profiles and
 * identifiers that it names, and what it did there.
 *
 * <p><b>Threading.</b> Confined to the turn that it was made for. <b>Bounds.</b> The profiles of
 * one event's identifiers.
 */
public final class Rehearsal {

  private final Message.Rehearse asked;
  private final int shardCount;
  private final Map<Integer, Partition> partitions = new HashMap<>();
  private final Map<Hash128, Refusal> refusals = new HashMap<>();
  private final List<ProfileId> born = new ArrayList<>();
  private Optional<Decision.Applied> applied = Optional.empty();
  private Optional<Answer> answer = Optional.empty();

  public Rehearsal(Message.Rehearse asked, int shardCount) {
    this.asked = asked;
    this.shardCount = shardCount;
    for (int i = 0; i < identifiers().size(); i++) {
      set(identifiers().get(i), asked.known().get(i));
    }
  }

  /** A shard as far as the event concerns it; to be changed by the steps. */
  public Partition partition(int shard) {
    return partitions.computeIfAbsent(shard, Partition::new);
  }

  /** Takes note of what a shard decided. */
  public void note(Turn turn) {
    for (Decision decision : turn.decisions()) {
      switch (decision) {
        case Decision.Born(ProfileId profile, _, _, _, _, _, _) -> born.add(profile);
        case Decision.Applied now -> applied(now);
        case Decision.TurnedDown turned -> keptOut(turned.keptOut());
        case Decision.Thawed thawed -> keptOut(thawed.keptOut());
        case Decision.Dropped dropped -> keptOut(dropped.keptOut());
        case GuardDecision.Deferred deferred ->
            refusals.putIfAbsent(deferred.cause().identifier(), deferred.reason());
        case Decision.Granted _, Decision.Confirmed _, Decision.Froze _, Decision.Absorbed _ -> {}
        case Decision.Forwarded _, Decision.Hinted _, Decision.Missed _, Decision.Freed _ -> {}
        case PartDecision _, GuardDecision _, EraseDecision _ -> {}
      }
    }
  }

  /** Takes note of what the sender of the event would be told. */
  public void answered(Answer told) {
    answer = Optional.of(told);
  }

  /** Whether the identifier led to a profile that is no more, and does not any more. */
  public boolean isStale() {
    return answer.filter(Answer.Stale.class::isInstance).isPresent();
  }

  /** What it comes to, once all that the shards have to tell one another is told. */
  public Trial.Report report(Rules rules) {
    Optional<ProfileId> profile = profile();
    List<Trial.Prospect> prospects = new ArrayList<>();
    for (int i = 0; i < identifiers().size(); i++) {
      prospects.add(prospect(identifiers().get(i), asked.known().get(i), profile));
    }
    return new Trial.Report(
        fate(),
        route(),
        profile.filter(id -> !born.contains(id)),
        profile.filter(born::contains).isPresent(),
        rules.version(),
        prospects);
  }

  private void set(Identifier identifier, Message.Known known) {
    Trial.Standing standing = known.standing();
    standing.owner().ifPresent(owner -> setProfile(owner, known.copy()));
    if (identifier.type() == IdentifierType.LINK_TOKEN) {
      return;
    }
    Partition home = partition(identifier.hash().shard(shardCount));
    Marks marks = home.marks();
    standing.owner().ifPresent(owner -> home.index().put(identifier.hash(), owner));
    standing.claimants().forEach(c -> marks.claim(identifier.hash(), c.profile(), c.atMs()));
    marks.raise(identifier.hash(), standing.generation());
    if (standing.quarantined()) {
      marks.quarantine(identifier.hash(), asked.event().origin().accountId(), 0);
    }
    if (standing.suppressed()) {
      marks.suppress(identifier.hash(), standing.generation(), 0);
    }
  }

  /** The profile as it is called now; its former name where it is no more. */
  private static Optional<ProfileId> owner(Message.Known known) {
    return known.copy().map(Trial.Copy::profile).or(known.standing()::owner);
  }

  /** What the identifier leads to: the profile, a forward to it, or somebody who was erased. */
  private void setProfile(ProfileId led, Optional<Trial.Copy> copy) {
    int account = asked.event().origin().accountId();
    if (copy.isEmpty()) {
      put(new Entry.Erased(led, account, Entry.Left.NOTHING));
      return;
    }
    ProfileId id = copy.get().profile();
    Names names = partition(id.homeShard()).names();
    put(Portable.readCopy(id, account, copy.get().state(), names));
    if (!led.equals(id)) {
      put(new Entry.Forward(led, account, id, 0));
    }
  }

  private void put(Entry entry) {
    ProfileTable profiles = partition(entry.id().homeShard()).profiles();
    if (profiles.get(entry.id()) == null) {
      profiles.put(entry);
    }
  }

  private void applied(Decision.Applied now) {
    applied = Optional.of(now);
    for (Joining one : now.joining()) {
      if (one.verdict() instanceof Verdict.KeepOut(Refusal reason)) {
        refusals.putIfAbsent(now.event().identifiers().get(one.index()).hash(), reason);
      }
    }
  }

  private void keptOut(KeptOut keptOut) {
    refusals.putIfAbsent(keptOut.identifier().hash(), keptOut.reason());
  }

  private Trial.Prospect prospect(
      Identifier identifier, Message.Known known, Optional<ProfileId> profile) {
    Optional<ProfileId> owner = owner(known);
    boolean mine = owner.isPresent() && owner.equals(profile);
    Trial.Outcome outcome = outcome(identifier, owner, mine);
    boolean joins = outcome == Trial.Outcome.LINK || outcome == Trial.Outcome.MERGE;
    return new Trial.Prospect(
        identifier,
        state(known.standing(), owner, mine),
        owner,
        outcome,
        outcome == Trial.Outcome.REFUSE ? reason(identifier) : Optional.empty(),
        profile.filter(id -> joins).map(this::root).filter(id -> !born.contains(id)));
  }

  private static Trial.State state(
      Trial.Standing standing, Optional<ProfileId> owner, boolean mine) {
    if (standing.suppressed()) {
      return Trial.State.SUPPRESSED;
    }
    if (standing.quarantined()) {
      return Trial.State.QUARANTINED;
    }
    if (owner.isEmpty()) {
      return Trial.State.NEW;
    }
    return mine ? Trial.State.HELD : Trial.State.OWNED_BY_OTHER;
  }

  private Trial.Outcome outcome(Identifier identifier, Optional<ProfileId> owner, boolean mine) {
    if (applied.isEmpty()) {
      return Trial.Outcome.NONE;
    }
    ProfileId survivor = root(applied.get().profile());
    if (mine) {
      return Trial.Outcome.HELD;
    }
    if (owner.isPresent() && root(owner.get()).equals(survivor)) {
      return Trial.Outcome.MERGE;
    }
    if (holds(survivor, identifier.hash())) {
      return Trial.Outcome.LINK;
    }
    return reason(identifier).isPresent() ? Trial.Outcome.REFUSE : Trial.Outcome.NONE;
  }

  /** An identifier that the event went on without was quarantined. */
  private Optional<Refusal> reason(Identifier identifier) {
    boolean leftOut =
        applied.isPresent() && !applied.get().event().identifiers().contains(identifier);
    return Optional.ofNullable(refusals.get(identifier.hash()))
        .or(() -> leftOut ? Optional.of(Refusal.QUARANTINED) : Optional.empty());
  }

  /** Whether the profile was granted the identifier. */
  private boolean holds(ProfileId profile, Hash128 identifier) {
    Partition home = partition(profile.homeShard());
    Entry.Live live = Partition.held(home.profiles().get(profile));
    return live != null
        && live.links()
            .unpack(home.names())
            .find(identifier)
            .filter(held -> held.pending() == null)
            .isPresent();
  }

  private ProfileId root(ProfileId id) {
    ProfileId at = id;
    while (partition(at.homeShard()).profiles().get(at) instanceof Entry.Forward forward) {
      at = forward.target();
    }
    return at;
  }

  private Optional<ProfileId> profile() {
    return applied
        .map(Decision.Applied::profile)
        .or(
            () ->
                answer
                    .filter(Answer.Accepted.class::isInstance)
                    .map(accepted -> ((Answer.Accepted) accepted).profile()));
  }

  private Trial.Fate fate() {
    if (applied.isPresent()) {
      return Trial.Fate.APPLIED;
    }
    return profile().isPresent() ? Trial.Fate.DUPLICATE : Trial.Fate.DROPPED;
  }

  private Identifier route() {
    return applied.map(Decision.Applied::event).map(Event::route).orElse(identifiers().getFirst());
  }

  private List<Identifier> identifiers() {
    return asked.event().identifiers();
  }
}
