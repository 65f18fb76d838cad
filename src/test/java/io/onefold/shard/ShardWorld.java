package io.onefold.shard;

import io.onefold.event.Event;
import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.ProfileId;
import io.onefold.identity.Decision;
import io.onefold.identity.GuardDecision;
import io.onefold.identity.IdentityReader;
import io.onefold.identity.Partition;
import io.onefold.identity.PartitionProbe;
import io.onefold.identity.RuleBook;
import io.onefold.identity.Terms;
import io.onefold.identity.TrackingTokens;
import io.onefold.identity.Turn;
import io.onefold.message.Act;
import io.onefold.message.After;
import io.onefold.message.Answer;
import io.onefold.message.Message;
import io.onefold.message.Refusal;
import io.onefold.message.ReplyTo;
import io.onefold.message.View;
import io.onefold.profile.IdentityFacts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/**
 * The shards of a cluster in one thread, without faults: whatever is sent arrives, in the order in
 * which it was sent.
 */
final class ShardWorld {

  static final int ACCOUNT = 1;
  private static final int RETRIES = 4;
  private static final long RETRY_MS = 6_000;
  static final byte[] TRACKING_KEY = new byte[16];

  final TrackingTokens tokens = new TrackingTokens(TRACKING_KEY);
  private final List<Shard> shards = new ArrayList<>();
  private final List<Partition> partitions = new ArrayList<>();
  private final Deque<Turn.Send> network = new ArrayDeque<>();
  private final Map<Hash128, Set<Refusal>> refusals = new HashMap<>();
  private long nowMs = 1_700_000_000_000L;

  ShardWorld(int count, RuleBook rules, Random random) {
    for (int shard = 0; shard < count; shard++) {
      Partition partition = new Partition(shard);
      RandomFresh fresh = new RandomFresh(shard, new Random(random.nextLong()));
      partitions.add(partition);
      shards.add(
          new Shard(partition, new Terms(count, fresh, rules), new TrackingTokens(TRACKING_KEY)));
    }
  }

  int shardCount() {
    return shards.size();
  }

  long nowMs() {
    return nowMs;
  }

  void letPass(long ms) {
    nowMs += ms;
  }

  /** Sends the event where the gateway does, again if it has to, and lets everything settle. */
  Answer apply(Event event) {
    refusals.clear();
    Answer answer = applyOnce(event);
    return answer instanceof Answer.Stale ? applyOnce(event) : answer;
  }

  private Answer applyOnce(Event event) {
    return ask(
        event.route().hash().shard(shards.size()),
        to -> new Message.Apply(event, After.ACKNOWLEDGE, to));
  }

  Answer read(Hash128 identifier, View view) {
    return ask(identifier.shard(shards.size()), to -> new Message.Read(identifier, view, to));
  }

  Answer readAt(ProfileId profile, View view) {
    return ask(profile.homeShard(), to -> new Message.ReadAt(profile, view, to));
  }

  Answer change(ProfileId profile, Act act) {
    return ask(profile.homeShard(), to -> new Message.ChangeAt(profile, act, to));
  }

  /** What would become of an event, asked as the gateway asks. */
  Answer.Trial.Report rehearse(Event event) {
    List<Message.Known> known = event.identifiers().stream().map(this::known).toList();
    return (Answer.Trial.Report)
        ask(
            event.route().hash().shard(shards.size()),
            to -> new Message.Rehearse(event, known, to));
  }

  private Message.Known known(Identifier identifier) {
    View copy = new View.Copy(ACCOUNT);
    if (identifier.type() == IdentifierType.LINK_TOKEN) {
      ProfileId recipient = new ProfileId(identifier.hash().hi(), identifier.hash().lo());
      return new Message.Known(
          Answer.Trial.Standing.leadingTo(Optional.of(recipient)), copy(readAt(recipient, copy)));
    }
    Answer standing =
        ask(
            identifier.hash().shard(shards.size()),
            to -> new Message.Standing(identifier.hash(), to));
    return new Message.Known((Answer.Trial.Standing) standing, copy(read(identifier.hash(), copy)));
  }

  private static Optional<Answer.Trial.Copy> copy(Answer answer) {
    return answer instanceof Answer.Trial.Copy copy ? Optional.of(copy) : Optional.empty();
  }

  /** Asks a shard, and lets everything settle that comes of it. */
  Answer ask(int shard, Function<ReplyTo, Message> message) {
    List<Answer> answers = new ArrayList<>();
    Message asked = message.apply(answers::add);
    network.add(new Turn.Send(shard, asked));
    deliver();
    if (((Message.Asked) asked).isWrite()) {
      retry(RETRIES, RETRY_MS);
    }
    if (answers.size() != 1) {
      throw new AssertionError(answers.size() + " answers to one question");
    }
    return answers.getFirst();
  }

  /** Lets hours pass, if need be, until nothing is put off any more. */
  void settle() {
    retry(1_000, 301_000);
  }

  private void retry(int rounds, long eachMs) {
    for (int round = 0; round < rounds && isOpen(); round++) {
      letPass(eachMs);
      shards.forEach(one -> take(one.tick(nowMs)));
      deliver();
    }
  }

  private void deliver() {
    while (!network.isEmpty()) {
      Turn.Send next = network.remove();
      take(shards.get(next.shard()).handle(next.message(), nowMs));
    }
  }

  private boolean isOpen() {
    return partitions.stream().anyMatch(partition -> !partition.unsettled().isEmpty());
  }

  private void take(Turn turn) {
    turn.decisions().forEach(this::note);
    network.addAll(turn.sends());
    turn.replies().forEach(reply -> reply.to().answer(reply.answer()));
  }

  private void note(Decision decision) {
    switch (decision) {
      case Decision.Applied applied ->
          applied.joining().stream()
              .filter(one -> one.verdict() instanceof Decision.Verdict.KeepOut)
              .forEach(
                  one ->
                      refuse(
                          applied.event().identifiers().get(one.index()).hash(),
                          ((Decision.Verdict.KeepOut) one.verdict()).reason()));
      case Decision.TurnedDown turned -> refuse(turned.keptOut());
      case Decision.Thawed thawed -> refuse(thawed.keptOut());
      case Decision.Dropped dropped -> refuse(dropped.keptOut());
      case GuardDecision.Deferred put -> refuse(put.cause().identifier(), put.reason());
      default -> {}
    }
  }

  private void refuse(Decision.KeptOut keptOut) {
    refuse(keptOut.identifier().hash(), keptOut.reason());
  }

  private void refuse(Hash128 identifier, Refusal reason) {
    refusals.computeIfAbsent(identifier, i -> EnumSet.noneOf(Refusal.class)).add(reason);
  }

  /** Why the shards kept an identifier out, since the last event was sent. */
  Set<Refusal> refusals(Identifier identifier) {
    return refusals.getOrDefault(identifier.hash(), Set.of());
  }

  /** All profiles of the world, alive or not. */
  List<PartitionProbe.Seen> profiles() {
    return partitions.stream().flatMap(p -> PartitionProbe.profiles(p).stream()).toList();
  }

  /** The profile that an identifier leads to, followed to where it is now. */
  Optional<ProfileId> owner(Identifier identifier) {
    if (identifier.type() == IdentifierType.LINK_TOKEN) {
      return Optional.of(root(new ProfileId(identifier.hash().hi(), identifier.hash().lo())));
    }
    return partitions
        .get(identifier.hash().shard(shards.size()))
        .lookUp(identifier.hash())
        .map(this::root);
  }

  ProfileId root(ProfileId id) {
    PartitionProbe.Seen seen = seen(id);
    return seen.state() == PartitionProbe.State.FORWARD ? root(seen.target()) : id;
  }

  PartitionProbe.Seen seen(ProfileId id) {
    return PartitionProbe.profiles(partitions.get(id.homeShard())).stream()
        .filter(seen -> seen.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  IdentityFacts identity(ProfileId id) {
    return new IdentityReader(partitions.get(id.homeShard()), tokens, account -> 1)
        .read(id)
        .orElseThrow();
  }
}
