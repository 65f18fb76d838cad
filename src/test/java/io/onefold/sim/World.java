package io.onefold.sim;

import io.onefold.event.Event;
import io.onefold.event.Hash128;
import io.onefold.event.ProfileId;
import io.onefold.identity.Partition;
import io.onefold.identity.RuleBook;
import io.onefold.identity.Rules;
import io.onefold.identity.Turn;
import io.onefold.message.After;
import io.onefold.message.Answer;
import io.onefold.message.Envelope;
import io.onefold.message.Message;
import io.onefold.message.ReplyTo;
import io.onefold.shard.Commits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** The shards of a virtual cluster, the messages between them, and a client that never gives up. */
final class World implements Owner.Exit {

  private final Random random;
  private final Faults faults;
  private final Script script;
  private final List<VirtualLog> logs = new ArrayList<>();
  private final List<Owner> owners = new ArrayList<>();
  private final Map<Integer, Owner> zombies = new HashMap<>();
  private final Map<Integer, Owner.Stored> checkpoints = new HashMap<>();
  private final List<Envelope> network = new ArrayList<>();
  private final Set<Integer> acknowledged = new HashSet<>();
  private final Map<Hash128, ProfileId> cache = new HashMap<>();
  private final Map<Integer, Event> sent = new HashMap<>();
  private final Components components;
  private Hands hands;
  private final Policies policies;
  private final boolean mayLoosen;
  private boolean loosened;
  private Rules rules = Rules.STANDARD;
  private final double loss;
  private double doubling;
  private long nowMs = 1_700_000_000_000L;

  World(Random random, Script script, Faults faults) {
    this.random = random;
    this.script = script;
    this.faults = faults;
    this.mayLoosen = random.nextInt(10) < 3;
    this.components = new Components(script);
    this.policies = new Policies(random);
    this.hands = new Hands(this, random, kinds(random), components);
    this.loss = new double[] {0, .05, .2}[random.nextInt(3)];
    this.doubling = new double[] {0, .2, .5}[random.nextInt(3)];
    int shards = 2 + random.nextInt(4);
    for (int i = 0; i < shards; i++) {
      logs.add(new VirtualLog(faults.fenced()));
    }
    for (int i = 0; i < shards; i++) {
      owners.add(new Owner(i, this, Optional.empty()));
    }
  }

  /** The rules that shards decide by; an operator may loosen them at any time. */
  Rules rules() {
    return rules;
  }

  /** Whether two customer ids may have come together: by looser rules, or by force. */
  boolean loosened() {
    return loosened || hands.forced();
  }

  Hands hands() {
    return hands;
  }

  /** Nobody does anything by hand: the events alone decide. */
  World leftAlone() {
    hands = new Hands(this, random, Hands.Kinds.NOTHING, components);
    return this;
  }

  Components components() {
    return components;
  }

  private Hands.Kinds kinds(Random random) {
    int dice = random.nextInt(10);
    if (dice < 5) {
      return Hands.Kinds.NOTHING;
    }
    return dice < 7 || !script.people() ? Hands.Kinds.SPLIT : Hands.Kinds.ALL;
  }

  private void reload() {
    if (hands.kinds() == Hands.Kinds.ALL) {
      govern(random.nextInt(5) == 0 ? Rules.STANDARD : policies.tight());
    } else if (mayLoosen) {
      loosened = true;
      govern(policies.loose());
    }
  }

  private void govern(Rules now) {
    rules = now;
    owners.forEach(owner -> owner.shard.govern(RuleBook.of(rules)));
  }

  Random random() {
    return random;
  }

  int shardCount() {
    return logs.size();
  }

  VirtualLog log(int shard) {
    return logs.get(shard);
  }

  List<Owner> owners() {
    return owners;
  }

  Set<Integer> acknowledged() {
    return acknowledged;
  }

  boolean quiet() {
    return network.isEmpty() && owners.stream().allMatch(Owner::clean);
  }

  /** One random thing happens. */
  void step() {
    nowMs += random.nextInt(20);
    int shard = random.nextInt(owners.size());
    double dice = random.nextDouble();
    if (dice < .12) {
      send(random.nextInt(script.events().size()));
    } else if (dice < .17) {
      retry(shard);
    } else if (dice < .18) {
      crash(shard, random.nextBoolean());
    } else if (dice < .182) {
      reload();
    } else if (dice < .190) {
      hands.next().ifPresent(network::add);
    } else if (dice < .194) {
      suspect(shard);
    } else if (dice < .205) {
      zombie();
    } else if (dice < .27) {
      checkpoint(shard);
    } else if (dice < .45) {
      owners.get(shard).flush();
    } else if (dice < .60) {
      append(shard);
    } else if (!network.isEmpty()) {
      deliverOrLose();
    }
  }

  /** Everything that is under way arrives, and what is still missing is sent again. */
  void settle(boolean again) {
    doubling = 0;
    nowMs += 600_000; // what was put off is asked for again
    if (again) {
      for (int shard = 0; shard < owners.size() && faults.retries(); shard++) {
        owners.get(shard).tick(nowMs);
      }
      for (int e = 0; e < script.events().size(); e++) {
        if (!acknowledged.contains(e)) {
          send(e);
        }
      }
    }
    for (int left = network.size() * 3 + 5; left > 0; left--) {
      flushAll();
      if (!network.isEmpty()) {
        deliver(random.nextInt(network.size()));
      }
    }
    flushAll();
  }

  @Override
  public void leave(int shard, Commits.Effects effects) {
    for (var send : effects.turn().sends()) {
      network.add(new Envelope(send.shard(), shard, effects.seq(), send.message()));
    }
    effects.turn().replies().forEach(reply -> reply.to().answer(reply.answer()));
  }

  @Override
  public void decided(int shard, Turn turn, Partition partition) {
    hands.decided(turn, partition);
    switch (faults.early()) {
      case NOTHING -> {}
      case MESSAGES ->
          turn.sends().forEach(s -> network.add(new Envelope(s.shard(), shard, 1, s.message())));
      case ANSWERS -> turn.replies().forEach(reply -> reply.to().answer(reply.answer()));
    }
  }

  private void send(int e) {
    Event event = sent.computeIfAbsent(e, i -> hands.fromMail(script.events().get(i)));
    Hash128 route = event.route().hash();
    ReplyTo replyTo = answer -> answered(e, route, answer);
    ProfileId known = random.nextBoolean() ? cache.get(route) : null;
    network.add(
        known == null
            ? Envelope.fromEdge(
                route.shard(owners.size()), new Message.Apply(event, After.ACKNOWLEDGE, replyTo))
            : Envelope.fromEdge(
                known.homeShard(), new Message.ApplyAt(known, event, After.ACKNOWLEDGE, replyTo)));
  }

  private void answered(int e, Hash128 route, Answer answer) {
    if (answer instanceof Answer.Accepted(ProfileId profile, Hash128 by, boolean duplicate)) {
      acknowledged.add(e);
      cache.put(by, profile);
    } else if (answer instanceof Answer.Dropped) {
      acknowledged.add(e); // of somebody who was erased
    } else if (answer instanceof Answer.Stale) {
      cache.remove(route); // a former owner's memory may be old: the client looks again
    }
  }

  private void retry(int shard) {
    if (faults.retries()) {
      nowMs += random.nextInt(1_000);
      owners.get(shard).tick(nowMs);
    }
  }

  private void deliverOrLose() {
    int at = random.nextInt(network.size());
    if (random.nextDouble() < loss) {
      network.remove(at);
    } else {
      deliver(at);
    }
  }

  private void deliver(int at) {
    Envelope envelope = network.get(at);
    if (random.nextDouble() >= doubling) {
      network.set(at, network.getLast());
      network.removeLast();
    }
    Owner zombie = zombies.get(envelope.toShard());
    if (zombie != null && random.nextInt(3) == 0) {
      zombie.deliver(envelope, nowMs);
    } else {
      owners.get(envelope.toShard()).deliver(envelope, nowMs);
    }
  }

  private void append(int shard) {
    if (!owners.get(shard).append(true)) {
      replace(shard);
    }
  }

  private void flushAll() {
    for (int shard = 0; shard < owners.size(); shard++) {
      owners.get(shard).flush();
      append(shard);
    }
  }

  private void checkpoint(int shard) {
    Optional<Owner.Stored> before = Optional.ofNullable(checkpoints.get(shard));
    owners.get(shard).checkpoint(before).ifPresent(stored -> checkpoints.put(shard, stored));
  }

  /** The owner dies; some of what was under way reaches the log, of which nobody hears. */
  private void crash(int shard, boolean wipe) {
    while (random.nextBoolean() && owners.get(shard).append(false)) {
      if (owners.get(shard).clean() || random.nextBoolean()) {
        break;
      }
    }
    if (wipe) {
      network.clear();
    }
    replace(shard);
  }

  /** What the shard stored is lost, and everything is sent again by clients that do not know. */
  void lose(int shard) {
    logs.get(shard).lose();
    checkpoints.remove(shard);
    zombies.remove(shard);
    network.clear();
    acknowledged.clear();
    replace(shard);
  }

  /** The owner is thought to be dead and is not: it goes on beside its successor. */
  private void suspect(int shard) {
    zombies.put(shard, owners.get(shard));
    replace(shard);
  }

  private void replace(int shard) {
    owners.set(shard, new Owner(shard, this, Optional.ofNullable(checkpoints.get(shard))));
  }

  private void zombie() {
    List<Integer> shards = new ArrayList<>(zombies.keySet());
    if (!shards.isEmpty()) {
      int shard = shards.get(random.nextInt(shards.size()));
      Owner zombie = zombies.get(shard);
      zombie.flush();
      if (!zombie.append(true)) {
        zombies.remove(shard);
      }
    }
  }
}
