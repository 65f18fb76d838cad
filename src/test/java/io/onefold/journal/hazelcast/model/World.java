package io.onefold.journal.hazelcast.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One state of everything: members, copies, owners, writes that may still arrive. */
final class World {

  static final int NOBODY = -1;

  private static final int DELETE = 1 << 24;

  final Scope scope;
  final Owner[] owners;
  Copy holders;
  Copy replicas;
  int version;
  int deaths;
  int holder;
  int replica;
  int dead;
  int[] wire = {};

  /** Names of batches that were acknowledged, a bit each. */
  int acknowledged;

  final World before;
  final String step;

  World(Scope scope) {
    this.scope = scope;
    owners = new Owner[scope.owners()];
    Arrays.setAll(owners, i -> new Owner());
    holders = new Copy(scope.places());
    replicas = scope.has(Scope.Trait.BEGINS_ALONE) ? null : new Copy(scope.places());
    replica = replicas == null ? NOBODY : 1;
    before = null;
    step = "start";
  }

  private World(World other, String step) {
    scope = other.scope;
    owners = new Owner[other.owners.length];
    Arrays.setAll(owners, i -> other.owners[i].copy());
    holders = other.holders.copy();
    replicas = other.replicas == null ? null : other.replicas.copy();
    version = other.version;
    deaths = other.deaths;
    holder = other.holder;
    replica = other.replica;
    dead = other.dead;
    wire = other.wire;
    acknowledged = other.acknowledged;
    before = other;
    this.step = step;
  }

  World after(String what) {
    return new World(this, what);
  }

  boolean isDead(int member) {
    return (dead & 1 << member) != 0;
  }

  /** Whether a write that is confirmed now is on all copies, as this member sees it. */
  boolean isHeldBy(int member) {
    return isTakenForHolder(member)
        && (replica != NOBODY || scope.lacks(Broken.ONE_COPY_IS_ENOUGH));
  }

  /** Whether this member would say that it holds the shard. */
  boolean isTakenForHolder(int member) {
    return holder == member || scope.has(Scope.Trait.ALL_BELIEVE);
  }

  static int write(int seq, int expected, int mine) {
    return seq << 16 | expected << 8 | mine;
  }

  static int delete(int seq, int epochMax) {
    return DELETE | seq << 16 | epochMax;
  }

  void send(int operation) {
    if (Arrays.binarySearch(wire, operation) < 0) {
      wire = Arrays.copyOf(wire, wire.length + 1);
      wire[wire.length - 1] = operation;
      Arrays.sort(wire);
    }
  }

  /**
   * Carries an operation out on the holder's copy, and on the other if told so; false if refused.
   */
  boolean apply(int operation, boolean onBoth) {
    int seq = operation >> 16 & 0xff;
    boolean isDelete = (operation & DELETE) != 0;
    if (!allows(holders, operation)) {
      return false;
    }
    int mine = isDelete ? 0 : operation & 0xff;
    holders.places[seq] = mine;
    boolean copies = onBoth && replicas != null;
    if (copies && (!scope.lacks(Broken.COPY_DECIDES) || allows(replicas, operation))) {
      replicas.places[seq] = mine;
    }
    return true;
  }

  private static boolean allows(Copy copy, int operation) {
    int there = copy.places[operation >> 16 & 0xff];
    if ((operation & DELETE) != 0) {
      return there == 0 || Copy.epochOf(there) <= (operation & 0xffff);
    }
    return there == (operation >> 8 & 0xff) || there == (operation & 0xff);
  }

  void acknowledge(int record) {
    acknowledged |= 1 << Copy.nameOf(record);
  }

  /** What is wrong, if anything. */
  Optional<String> violation() {
    List<Integer> log = holders.log();
    int there = 0;
    int[] last = new int[Copy.OWNERS];
    for (int name : log) {
      if ((there & 1 << name) != 0 || name <= last[name / Copy.KINDS]) {
        return Optional.of("the log repeats or turns: " + log);
      }
      there |= 1 << name;
      last[name / Copy.KINDS] = name;
    }
    int lost = acknowledged & ~there;
    return lost == 0
        ? Optional.empty()
        : Optional.of(
            "acknowledged and not in the log " + log + ": " + Integer.toBinaryString(lost));
  }

  long hash() {
    long hash = holders.hash(17);
    hash = replicas == null ? hash * 131 : replicas.hash(hash);
    for (Owner owner : owners) {
      hash = owner.hash(hash);
    }
    for (int operation : wire) {
      hash = hash * 1_000_003 + operation;
    }
    for (int field : new int[] {version, deaths, holder, replica, dead, acknowledged}) {
      hash = hash * 1_000_003 + field + 1;
    }
    return hash ^ hash >>> 29;
  }
}
