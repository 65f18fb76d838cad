package io.onefold.journal.hazelcast.model;

import io.onefold.journal.hazelcast.model.Owner.Status;
import java.util.function.Consumer;

/** All that can happen next in a state. */
final class Steps {

  private static final int PIPELINE = 2;

  private final World now;
  private final Scope scope;
  private final Consumer<World> to;

  private Steps(World now, Consumer<World> to) {
    this.now = now;
    this.scope = now.scope;
    this.to = to;
  }

  static void of(World now, Consumer<World> to) {
    Steps steps = new Steps(now, to);
    steps.arrivals();
    steps.changes();
    for (int i = 0; i < now.owners.length; i++) {
      if (!now.isDead(i)) {
        steps.owner(i);
      }
    }
  }

  /** Writes that nobody waits for any more, in time, late or again; or whose copy got lost. */
  private void arrivals() {
    for (int operation : now.wire) {
      for (boolean onBoth : new boolean[] {true, false}) {
        World next = now.after("arrives " + (onBoth ? "" : "on one copy ") + name(operation));
        if (next.apply(operation, onBoth)) {
          to.accept(next);
        }
      }
    }
  }

  private void changes() {
    if (now.version == scope.changes()) {
      return;
    }
    if (now.replica != World.NOBODY && now.deaths < scope.deaths()) {
      promote();
      loseReplica();
    }
    if (now.replica == World.NOBODY && now.deaths < scope.deaths()) {
      loseAll();
    }
    if (now.replica != World.NOBODY) {
      World moved = now.after("moves");
      moved.replicas = now.holders.copy();
      moved.holder = now.replica;
      moved.replica = now.holder;
      moved.version++;
      to.accept(moved);
    }
    for (int member = 0; member < now.owners.length && now.replica == World.NOBODY; member++) {
      if (member != now.holder && !now.isDead(member)) {
        World copied = now.after("copies to " + member);
        copied.replicas = now.holders.copy();
        copied.replica = member;
        copied.version++;
        to.accept(copied);
      }
    }
  }

  private void promote() {
    World next = now.after("holder dies");
    next.dead |= 1 << now.holder;
    next.owners[now.holder].drop();
    next.holders = next.replicas;
    next.replicas = null;
    next.holder = now.replica;
    next.replica = World.NOBODY;
    next.version++;
    next.deaths++;
    to.accept(next);
  }

  /** The only member that has anything dies; another one holds the shard, and nothing of it. */
  private void loseAll() {
    for (int member = 0; member < now.owners.length; member++) {
      if (member != now.holder && !now.isDead(member)) {
        World next = now.after("only holder dies");
        next.dead |= 1 << now.holder;
        next.owners[now.holder].drop();
        next.holders = new Copy(scope.places());
        next.holder = member;
        next.version++;
        next.deaths++;
        to.accept(next);
      }
    }
  }

  private void loseReplica() {
    World next = now.after("replica dies");
    next.dead |= 1 << now.replica;
    next.owners[now.replica].drop();
    next.replicas = null;
    next.replica = World.NOBODY;
    next.version++;
    next.deaths++;
    to.accept(next);
  }

  private void owner(int i) {
    switch (now.owners[i].status) {
      case IDLE -> claim(i);
      case CLAIMED -> scan(i);
      case SCANNED -> enter(i);
      case ACTIVE -> {
        issue(i);
        commit(i);
        readInDoubt(i);
        trim(i);
      }
    }
  }

  /** The head is moved from exactly what was read, so a late claim changes nothing. */
  private void claim(int i) {
    Copy head = now.holders;
    int epoch = head.owner == i ? head.epoch : Math.max(head.epoch, head.highestEpoch()) + 1;
    if (epoch > scope.epochs()
        || !now.isTakenForHolder(i)
        || now.owners[i].made == scope.batches()) {
      return;
    }
    World alone = now.after("claim on one copy by " + i);
    headOf(alone.holders, epoch, i);
    to.accept(alone);
    if (now.isHeldBy(i)) {
      World next = alone.before.after("claims " + i + " epoch " + epoch);
      headOf(next.holders, epoch, i);
      copyHead(next);
      Owner owner = next.owners[i];
      owner.status = Status.CLAIMED;
      owner.epoch = epoch;
      owner.proven = now.version;
      to.accept(next);
    }
  }

  private void headOf(Copy copy, int epoch, int owner) {
    if (!scope.lacks(Broken.NO_CLAIM)) {
      copy.epoch = epoch;
      copy.owner = owner;
    }
  }

  private static void copyHead(World world) {
    if (world.replicas != null) {
      world.replicas.headOf(world.holders);
    }
  }

  private void scan(int i) {
    int tail = now.holders.tail();
    if (tail >= now.holders.places.length) {
      return;
    }
    World next = now.after("scans " + i + " to " + tail);
    Owner owner = next.owners[i];
    owner.entry = tail;
    owner.seen = now.holders.places[tail];
    if (isAhead(now.holders.highestEpoch(), owner, i)) {
      owner.drop();
    } else {
      owner.status = Status.SCANNED;
    }
    to.accept(next);
  }

  private static boolean isAhead(int highest, Owner owner, int i) {
    return highest > owner.epoch
        || (highest == owner.epoch && owner.seen != Copy.mark(owner.epoch, i));
  }

  /** Writes the last batches back, then EPOCH, each of it proven under the stamp of the claim. */
  private void enter(int i) {
    Owner before = now.owners[i];
    int mark = Copy.mark(before.epoch, i);
    int there = now.holders.places[before.entry];
    boolean overwrites =
        scope.lacks(Broken.BLIND_EPOCH) && (there == 0 || Copy.epochOf(there) < before.epoch);
    int operation = World.write(before.entry, overwrites ? there : before.seen, mark);
    World sent = now.after("EPOCH sent " + i);
    sent.send(operation);
    to.accept(sent);
    World next = now.after("EPOCH " + i + " at " + before.entry);
    boolean isProven = now.isHeldBy(i) && now.version == before.proven;
    if (scope.lacks(Broken.NO_EPOCH)) {
      activate(next, i);
      to.accept(next);
    } else if (isProven && writesBack(next, before.entry) && next.apply(operation, true)) {
      next.send(operation);
      activate(next, i);
      to.accept(next);
    } else {
      World again = now.after("looks again " + i);
      again.owners[i].drop();
      to.accept(again);
    }
    if (scope.lacks(Broken.EPOCH_IS_UNPROVEN)) {
      World alone = now.after("EPOCH on one copy " + i);
      if (alone.apply(operation, false)) {
        activate(alone, i);
        to.accept(alone);
      }
    }
  }

  private boolean writesBack(World next, int tail) {
    int first = Math.max(next.holders.floor + 1, tail - PIPELINE);
    for (int seq = first; seq < tail && !scope.lacks(Broken.TAIL_IS_TRUSTED); seq++) {
      if (!Copy.isBatch(next.holders.places[seq])) {
        return false;
      }
      next.apply(World.write(seq, next.holders.places[seq], next.holders.places[seq]), true);
    }
    return true;
  }

  private static void activate(World next, int i) {
    Owner owner = next.owners[i];
    owner.status = Status.ACTIVE;
    owner.next = owner.entry;
  }

  private void issue(int i) {
    Owner before = now.owners[i];
    int seq = before.next + before.underWay;
    if (before.made < scope.batches() && before.underWay < PIPELINE && seq <= scope.places()) {
      World next = now.after("sends " + i + " at " + seq);
      Owner owner = next.owners[i];
      owner.made++;
      owner.underWay++;
      next.send(
          World.write(seq, expected(before, i, seq), Copy.batch(before.epoch, i, owner.made)));
      to.accept(next);
    }
  }

  private int expected(Owner owner, int i, int seq) {
    return seq == owner.entry && !scope.lacks(Broken.NO_EPOCH) ? Copy.mark(owner.epoch, i) : 0;
  }

  private void commit(int i) {
    int last = scope.lacks(Broken.OUT_OF_ORDER) ? now.owners[i].underWay - 1 : 0;
    for (int index = 0; index <= last && index < now.owners[i].underWay; index++) {
      commit(i, index);
    }
  }

  private void commit(int i, int index) {
    Owner before = now.owners[i];
    if (!now.isHeldBy(i) || (before.early & 1 << index) != 0) {
      return;
    }
    World next = now.after("commits " + i + " at " + (before.next + index));
    if (now.version != before.proven && !renews(next, i)) {
      fence(i);
      return;
    }
    int seq = before.next + index;
    int mine = Copy.batch(before.epoch, i, before.batch(index));
    int expected = leftoverOr(expected(before, i, seq), before, seq);
    int operation = World.write(seq, expected, mine);
    if (!next.apply(operation, true)) {
      fence(i);
      return;
    }
    next.send(operation);
    next.acknowledge(mine);
    committed(next.owners[i], index);
    to.accept(next);
  }

  private static void committed(Owner owner, int index) {
    if (index > 0) {
      owner.early |= 1 << index;
      return;
    }
    do {
      owner.next++;
      owner.underWay--;
      owner.early >>= 1;
    } while ((owner.early & 1) != 0);
  }

  /** Behind the owner's EPOCH a record of a lower epoch is a leftover. */
  private int leftoverOr(int expected, Owner owner, int seq) {
    int there = now.holders.places[seq];
    boolean isLeftover =
        there != 0
            && Copy.epochOf(there) < owner.epoch
            && (seq > owner.entry || scope.lacks(Broken.NO_EPOCH));
    return isLeftover ? there : expected;
  }

  /** The claim is written back; whoever claimed since is seen. */
  private boolean renews(World next, int i) {
    Owner owner = next.owners[i];
    owner.proven = now.version;
    if (scope.lacks(Broken.NO_RENEWAL) || scope.lacks(Broken.NO_CLAIM)) {
      return true;
    }
    copyHead(next);
    return next.holders.owner == i && next.holders.epoch == owner.epoch;
  }

  private void fence(int i) {
    World fenced = now.after("fenced " + i);
    fenced.owners[i].drop();
    to.accept(fenced);
  }

  private void readInDoubt(int i) {
    Owner before = now.owners[i];
    if (!scope.lacks(Broken.DOUBT_IS_READ) || before.underWay == 0) {
      return;
    }
    int mine = Copy.batch(before.epoch, i, before.batch(0));
    if (now.holders.places[before.next] == mine) {
      World next = now.after("finds " + i + " at " + before.next);
      next.acknowledge(mine);
      committed(next.owners[i], 0);
      to.accept(next);
    }
  }

  /** A checkpoint of all that is committed becomes current and the floor with it; then deletes. */
  private void trim(int i) {
    Owner owner = now.owners[i];
    int floor = owner.next - 1;
    boolean isMine = now.holders.owner == i && now.holders.epoch == owner.epoch;
    boolean isAllowed = isMine || scope.lacks(Broken.NO_CLAIM);
    if (!scope.has(Scope.Trait.TRIMS)
        || !now.isHeldBy(i)
        || !isAllowed
        || floor <= now.holders.floor) {
      return;
    }
    World next = now.after("trims " + i + " to " + floor);
    Copy head = next.holders;
    int at = head.floor;
    for (int seq = at + 1; seq <= floor; seq++) {
      head.floorLog |= (long) Copy.nameOf(head.places[seq]) << 4 * (seq - 1);
      next.send(World.delete(seq, owner.epoch));
    }
    head.floorEpoch = Copy.epochOf(head.places[floor]);
    head.floor = floor;
    copyHead(next);
    to.accept(next);
  }

  private static String name(int operation) {
    return Integer.toHexString(operation);
  }
}
