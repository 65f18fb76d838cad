package io.onefold.model;

/**
 * One step: what one identifier's shard or one profile does with what it knows itself. Each
 * identifier and each profile is an actor of its own; where several live on one shard, more is
 * atomic than here, and nothing is less.
 */
final class Turn {

  final Scope scope;
  final World world;
  private final Numbers numbers;
  private final Profile[] fresh;
  private boolean changed;

  Turn(Scope scope, World before, Numbers numbers) {
    this.scope = scope;
    this.world = before.copy();
    this.numbers = numbers;
    this.fresh = new Profile[before.profiles.length];
  }

  Profile read(int profile) {
    return world.profiles[profile];
  }

  /** The profile as a copy of this turn's own. */
  Profile change(int profile) {
    if (fresh[profile] == null) {
      fresh[profile] = world.profiles[profile].copy();
      world.profiles[profile] = fresh[profile];
      changed = true;
    }
    return fresh[profile];
  }

  void put(int profile, Profile born) {
    if (world.profiles[profile] != null) {
      throw new Violation("I2 profile " + profile + " is born twice");
    }
    fresh[profile] = born;
    world.profiles[profile] = born;
    changed = true;
  }

  void lead(int identifier, int profile, int generation) {
    world.lead(identifier, profile, generation);
    changed = true;
  }

  void suppress(int identifier) {
    world.suppress(identifier);
    changed = true;
  }

  void acknowledge(int event) {
    changed |= (world.acknowledged >> event & 1) == 0;
    world.acknowledged |= 1 << event;
  }

  void excuse(int events) {
    changed |= (world.excused | events) != world.excused;
    world.excused |= events;
  }

  /** A rule keeps the identifier out: evidence, beside what profiles remember. */
  void rule(int event, int identifier) {
    world.ruled |= Scope.said(event, identifier);
  }

  void send(Message message) {
    int before = world.network.length;
    world.add(numbers.of(message));
    changed |= world.network.length != before;
  }

  void loseAll() {
    world.network = new int[0];
    world.crashesLeft--;
    changed = true;
  }

  boolean hasChanged() {
    return changed;
  }
}
