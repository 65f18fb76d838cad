package io.onefold.shard;

import io.onefold.event.Event;
import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import io.onefold.event.ProfileId;
import io.onefold.identity.Decision;
import io.onefold.identity.Decisions;
import io.onefold.identity.GuardDecision;
import io.onefold.identity.IdentityReader;
import io.onefold.identity.Partition;
import io.onefold.identity.PartitionProbe;
import io.onefold.identity.RuleBook;
import io.onefold.identity.Signal;
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
import io.onefold.profile.ProfileFacts;
import io.onefold.profile.Survivorship;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * The shards of a cluster in one thread, without faults: whatever is sent arrives, in the order in
 * which it was sent.
 */
public final class ShardWorld {

  public static final int ACCOUNT = 1;
  private static final int RETRIES = 4;
  private static final long RETRY_MS = 6_000;
  static final byte[] TRACKING_KEY = new byte[16];

  public final TrackingTokens tokens = new TrackingTokens(TRACKING_KEY);
  private final List<Shard> shards = new ArrayList<>();
  private final List<Partition> partitions = new ArrayList<>();
  private final List<List<Decision>> journals = new ArrayList<>();
  private final List<Turn.Send> network = new ArrayList<>();
  private final List<Turn.Send> unheard = new ArrayList<>();
  private final Set<Integer> deaf = new HashSet<>();
  private final List<Message> told = new ArrayList<>();
  private Predicate<Message> late = message -> false;
  private final Map<Hash128, Set<Refusal>> refusals = new HashMap<>();
  private final Random random;
  private RuleBook rules;
  private long nowMs = 1_700_000_000_000L;
  private long delivered;
  private long keptOut;

  public ShardWorld(int count, RuleBook rules, Random random) {
    this.random = random;
    this.rules = rules;
    for (int shard = 0; shard < count; shard++) {
      partitions.add(new Partition(shard));
      shards.add(shard(partitions.get(shard), count));
      journals.add(new ArrayList<>());
    }
  }

  private Shard shard(Partition partition, int count) {
    RandomFresh fresh = new RandomFresh(partition.shard(), new Random(random.nextLong()));
    return new Shard(partition, new Terms(count, fresh, rules), new TrackingTokens(TRACKING_KEY));
  }

  /** All shards lose their memory, and read their journals again. */
  public void restart() {
    for (int one = 0; one < shards.size(); one++) {
      partitions.set(one, new Partition(one));
      Shard shard = shard(partitions.get(one), shards.size());
      for (Decision decision : journals.get(one)) {
        PackedWriter out = new PackedWriter(64);
        Decisions.write(decision, out);
        shard.replay(Decisions.read(new PackedReader(out.toBytes())));
      }
      shards.set(one, shard);
    }
  }

  /** All shards are told by a store that these were erased. */
  public void eraseAgain(Set<ProfileId> profiles) {
    for (int shard = 0; shard < shards.size(); shard++) {
      int home = shard;
      Set<ProfileId> here =
          profiles.stream().filter(id -> id.homeShard() == home).collect(Collectors.toSet());
      take(shard, shards.get(shard).eraseAgain(Set.of(), here, nowMs));
    }
  }

  /** All shards decide by other rules from now on. */
  public void govern(RuleBook book) {
    rules = book;
    shards.forEach(shard -> shard.govern(book));
  }

  /** What a shard hears from now on waits until it hears again. */
  public void deafen(int shard) {
    deaf.add(shard);
  }

  /** All shards hear again, and what waited for them. */
  public void hear() {
    deaf.clear();
    late = message -> false;
    network.addAll(unheard);
    unheard.clear();
    deliver();
  }

  /** Puts the event on its way where the gateway does; its answer comes into the list. */
  public List<Answer> post(Event event) {
    List<Answer> answers = new ArrayList<>();
    int shard = event.route().hash().shard(shards.size());
    network.add(new Turn.Send(shard, new Message.Apply(event, After.ACKNOWLEDGE, answers::add)));
    return answers;
  }

  /** Messages of this kind wait until {@link #hear}. */
  public void delay(Predicate<Message> which) {
    late = which;
  }

  /** All that shards have sent one another, in order. */
  public List<Message> told() {
    return List.copyOf(told);
  }

  /** A message comes to a shard, and all that it causes. */
  public void tell(int shard, Message message) {
    network.add(new Turn.Send(shard, message));
    deliver();
  }

  /** All that was decided. */
  public List<Decision> decisions() {
    return journals.stream().flatMap(List::stream).toList();
  }

  /** How often a profile was told, as an event came in, that it may not have an identifier. */
  public long keptOut() {
    return keptOut;
  }

  /** How many messages have arrived. */
  public long delivered() {
    return delivered;
  }

  public int shardCount() {
    return shards.size();
  }

  public long nowMs() {
    return nowMs;
  }

  public void letPass(long ms) {
    nowMs += ms;
  }

  /** Sends the event where the gateway does, again if it has to, and lets everything settle. */
  public Answer apply(Event event) {
    refusals.clear();
    Answer answer = applyOnce(event);
    return answer instanceof Answer.Stale ? applyOnce(event) : answer;
  }

  private Answer applyOnce(Event event) {
    return ask(
        event.route().hash().shard(shards.size()),
        to -> new Message.Apply(event, After.ACKNOWLEDGE, to));
  }

  public Answer read(Hash128 identifier, View view) {
    return ask(identifier.shard(shards.size()), to -> new Message.Read(identifier, view, to));
  }

  public Answer readAt(ProfileId profile, View view) {
    return ask(profile.homeShard(), to -> new Message.ReadAt(profile, view, to));
  }

  public Answer change(ProfileId profile, Act act) {
    return ask(profile.homeShard(), to -> new Message.ChangeAt(profile, act, to));
  }

  /** What would become of an event, asked as the gateway asks. */
  public Answer.Trial.Report rehearse(Event event) {
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
  public Answer ask(int shard, Function<ReplyTo, Message> message) {
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
  public void settle() {
    retry(1_000, 301_000);
  }

  private void retry(int rounds, long eachMs) {
    for (int round = 0; round < rounds && isOpen(); round++) {
      letPass(eachMs);
      tick();
    }
  }

  /** All shards do what they do from time to time. */
  public void tick() {
    for (int shard = 0; shard < shards.size(); shard++) {
      take(shard, shards.get(shard).tick(nowMs));
    }
    deliver();
  }

  /** Lets all messages arrive, in the order in which they were sent. */
  public void deliver() {
    deliver(length -> 0);
  }

  /** Lets all messages arrive, in an order that is drawn. */
  public void deliverInAnyOrder(Random order) {
    deliver(order::nextInt);
  }

  private void deliver(IntUnaryOperator next) {
    while (!network.isEmpty()) {
      Turn.Send send = network.remove(next.applyAsInt(network.size()));
      if (deaf.contains(send.shard()) || late.test(send.message())) {
        unheard.add(send);
      } else {
        delivered++;
        take(send.shard(), shards.get(send.shard()).handle(send.message(), nowMs));
      }
    }
  }

  private boolean isOpen() {
    return partitions.stream().anyMatch(partition -> !partition.unsettled().isEmpty());
  }

  private void take(int shard, Turn turn) {
    journals.get(shard).addAll(turn.decisions());
    turn.decisions().forEach(this::note);
    keptOut += turn.signals().stream().filter(Signal.KeptOut.class::isInstance).count();
    network.addAll(turn.sends());
    turn.sends().stream().map(Turn.Send::message).forEach(told::add);
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
  public Set<Refusal> refusals(Identifier identifier) {
    return refusals.getOrDefault(identifier.hash(), Set.of());
  }

  /** All profiles of the world, alive or not. */
  public List<PartitionProbe.Seen> profiles() {
    return partitions.stream().flatMap(p -> PartitionProbe.profiles(p).stream()).toList();
  }

  /** The profile that an identifier leads to, followed to where it is now. */
  public Optional<ProfileId> owner(Identifier identifier) {
    if (identifier.type() == IdentifierType.LINK_TOKEN) {
      return Optional.of(root(new ProfileId(identifier.hash().hi(), identifier.hash().lo())));
    }
    return partitions
        .get(identifier.hash().shard(shards.size()))
        .lookUp(identifier.hash())
        .map(this::root);
  }

  public ProfileId root(ProfileId id) {
    PartitionProbe.Seen seen = seen(id);
    return seen.state() == PartitionProbe.State.FORWARD ? root(seen.target()) : id;
  }

  public PartitionProbe.Seen seen(ProfileId id) {
    return PartitionProbe.profiles(partitions.get(id.homeShard())).stream()
        .filter(seen -> seen.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  public ProfileFacts facts(ProfileId id) {
    return facts(id, Survivorship.STANDARD);
  }

  public ProfileFacts facts(ProfileId id, Survivorship survivorship) {
    Partition partition = partitions.get(id.homeShard());
    return partition.facts(id).orElseThrow().facts(partition.names(), survivorship);
  }

  /** What the shards have counted, all together. */
  public long count(ToLongFunction<Answer.Counts> which) {
    return partitions.stream().mapToLong(p -> which.applyAsLong(p.counts(ACCOUNT))).sum();
  }

  public IdentityFacts identity(ProfileId id) {
    return new IdentityReader(partitions.get(id.homeShard()), tokens, account -> 1)
        .read(id)
        .orElseThrow();
  }
}
