package io.onefold.journal.hazelcast.model;

import java.util.ArrayList;
import java.util.List;

/**
 * What one member has of the shard: places, and the head.
 *
 * <p>A record is a number: 0 for nothing, else 1 + ((epoch · OWNERS + owner) · KINDS + batch), with
 * batch 0 for EPOCH.
 */
final class Copy {

  static final int OWNERS = 4;
  static final int KINDS = 4;

  final int[] places;
  int epoch;
  int owner = -1;
  int floor;
  int floorEpoch;

  /** The batches up to the floor, as the checkpoint has them: four bits each, the first lowest. */
  long floorLog;

  Copy(int count) {
    places = new int[count + 1];
  }

  Copy copy() {
    Copy copy = new Copy(places.length - 1);
    System.arraycopy(places, 0, copy.places, 0, places.length);
    copy.headOf(this);
    return copy;
  }

  void headOf(Copy other) {
    epoch = other.epoch;
    owner = other.owner;
    floor = other.floor;
    floorEpoch = other.floorEpoch;
    floorLog = other.floorLog;
  }

  static int mark(int epoch, int owner) {
    return batch(epoch, owner, 0);
  }

  static int batch(int epoch, int owner, int number) {
    return 1 + (epoch * OWNERS + owner) * KINDS + number;
  }

  static int epochOf(int record) {
    return (record - 1) / KINDS / OWNERS;
  }

  static boolean isBatch(int record) {
    return record != 0 && (record - 1) % KINDS != 0;
  }

  /** Names a batch within four bits, whatever the epoch. */
  static int nameOf(int record) {
    return (record - 1) % (KINDS * OWNERS);
  }

  /** The first place that is not the log's, by the reader rule. */
  int tail() {
    int seen = floorEpoch;
    int seq = floor + 1;
    while (seq < places.length && isBatch(places[seq]) && epochOf(places[seq]) >= seen) {
      seen = epochOf(places[seq]);
      seq++;
    }
    return seq;
  }

  /** Names of all batches of the log, those of the checkpoint first. */
  List<Integer> log() {
    List<Integer> names = new ArrayList<>();
    for (int i = 0; i < floor; i++) {
      names.add((int) (floorLog >>> 4 * i) & 15);
    }
    int tail = tail();
    for (int seq = floor + 1; seq < tail; seq++) {
      names.add(nameOf(places[seq]));
    }
    return names;
  }

  int highestEpoch() {
    int highest = floorEpoch;
    for (int record : places) {
      highest = record == 0 ? highest : Math.max(highest, epochOf(record));
    }
    return highest;
  }

  long hash(long seed) {
    long hash = seed;
    for (int record : places) {
      hash = hash * 131 + record;
    }
    hash = hash * 131 + epoch;
    hash = hash * 131 + owner + 1;
    hash = hash * 131 + floor;
    hash = hash * 131 + floorEpoch;
    return hash * 1_000_003 + floorLog;
  }
}
