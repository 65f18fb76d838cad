package io.onefold.journal.checkpoint;

import io.onefold.journal.CheckpointId;

/**
 * Names of chunks: the epoch and seq of the checkpoint that wrote it, the section, the number.
 *
 * <p>Both epoch and seq are needed: two owners never share an epoch, and one owner never stores two
 * checkpoints at one seq, so a name is written with one content only.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class ChunkNames {

  private ChunkNames() {}

  static String name(CheckpointId id, String section, int number) {
    return id.epoch() + "-" + id.seq() + ":" + section + ":" + number;
  }

  /** Whether the chunk was written for an earlier checkpoint, of this owner or of one before. */
  static boolean isBefore(String name, CheckpointId id) {
    int dash = name.indexOf('-');
    int colon = name.indexOf(':');
    long epoch = Long.parseLong(name.substring(0, dash));
    long seq = Long.parseLong(name.substring(dash + 1, colon));
    return epoch < id.epoch() || (epoch == id.epoch() && seq < id.seq());
  }
}
