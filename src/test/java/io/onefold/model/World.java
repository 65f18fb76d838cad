package io.onefold.model;

import java.util.Arrays;

/**
 * One state of everything: the shards of the identifiers, the profiles, and all messages that may
 * still arrive. A message stays in the network for ever, so that it can arrive again at any time;
 * only a crash takes messages away.
 *
 * <p>What is kept for the checks alone, and is not known to any profile, is called evidence.
 */
final class World {

  private static final int PROFILE_BITS = 4;

  /** Numbers before the index. */
  private static final int HEAD = 3;

  int acknowledged;
  int crashesLeft;
  int partsUsed;
  boolean eraseUsed;

  /** Evidence: events of erased profiles, and events dropped because of them. */
  int excused;

  /** Evidence: events that stayed when their route identifier was removed. */
  int stayed;

  /** Evidence: pairs that were severed by hand, and pairs that were cut without being severed. */
  int severed;

  int cut;

  /** Evidence: what an event said and a part undid; event and identifier. */
  int undone;

  /** Evidence: pairs that stayed together, or left together, in a part. */
  int kept;

  /** Evidence: what was refused by a rule; event and identifier. */
  int ruled;

  /** By identifier: profile + 1, generation, and whether it is suppressed. */
  final int[] index;

  final Profile[] profiles;

  /** Numbers of messages, ascending. */
  int[] network = {};

  World(int identifierCount, int profileCount) {
    index = new int[identifierCount];
    profiles = new Profile[profileCount];
  }

  private World(World other) {
    acknowledged = other.acknowledged;
    crashesLeft = other.crashesLeft;
    partsUsed = other.partsUsed;
    eraseUsed = other.eraseUsed;
    excused = other.excused;
    stayed = other.stayed;
    severed = other.severed;
    cut = other.cut;
    undone = other.undone;
    kept = other.kept;
    ruled = other.ruled;
    index = other.index.clone();
    profiles = other.profiles.clone();
    network = other.network;
  }

  World copy() {
    return new World(this);
  }

  /** The profile that the identifier leads to, or -1. */
  int leadsTo(int identifier) {
    return (index[identifier] & 15) - 1;
  }

  int generation(int identifier) {
    return index[identifier] >> PROFILE_BITS & 15;
  }

  boolean isSuppressed(int identifier) {
    return index[identifier] >> 8 == 1;
  }

  void lead(int identifier, int profile, int generation) {
    index[identifier] = profile + 1 | generation << PROFILE_BITS;
  }

  void suppress(int identifier) {
    index[identifier] = 1 << 8;
  }

  void add(int message) {
    int at = Arrays.binarySearch(network, message);
    if (at < 0) {
      int[] more = new int[network.length + 1];
      int gap = -at - 1;
      System.arraycopy(network, 0, more, 0, gap);
      more[gap] = message;
      System.arraycopy(network, gap, more, gap + 1, network.length - gap);
      network = more;
    }
  }

  /** The state as numbers; equal states have equal numbers. */
  int[] pack(Numbers numbers) {
    int fixed = HEAD + index.length + profiles.length;
    int[] packed = new int[fixed + network.length];
    packed[0] =
        acknowledged
            | crashesLeft << 4
            | partsUsed << 8
            | (eraseUsed ? 1 << 12 : 0)
            | excused << 16
            | stayed << 20;
    packed[1] = severed | cut << 8 | kept << 16;
    packed[2] = undone | ruled << 16;
    System.arraycopy(index, 0, packed, HEAD, index.length);
    for (int p = 0; p < profiles.length; p++) {
      packed[HEAD + index.length + p] = numbers.of(profiles[p]);
    }
    System.arraycopy(network, 0, packed, fixed, network.length);
    return packed;
  }

  static World unpack(int[] packed, Numbers numbers, Scope scope) {
    World world = new World(scope.identifierCount(), scope.profileCount());
    world.acknowledged = packed[0] & 15;
    world.crashesLeft = packed[0] >> 4 & 15;
    world.partsUsed = packed[0] >> 8 & 15;
    world.eraseUsed = (packed[0] >> 12 & 1) == 1;
    world.excused = packed[0] >> 16 & 15;
    world.stayed = packed[0] >> 20 & 15;
    world.severed = packed[1] & 63;
    world.cut = packed[1] >> 8 & 63;
    world.kept = packed[1] >> 16;
    world.undone = packed[2] & 0xFFFF;
    world.ruled = packed[2] >>> 16;
    System.arraycopy(packed, HEAD, world.index, 0, world.index.length);
    int fixed = HEAD + world.index.length;
    for (int p = 0; p < world.profiles.length; p++) {
      world.profiles[p] = numbers.profile(packed[fixed + p]);
    }
    fixed += world.profiles.length;
    world.network = Arrays.copyOfRange(packed, fixed, packed.length);
    return world;
  }
}
