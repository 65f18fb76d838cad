package io.onefold.journal.hazelcast.grid;

/**
 * Where one entry of a shard stands.
 *
 * <p><b>Threading.</b> Immutable.
 */
public sealed interface Place {

  int shard();

  /**
   * A place in the shard's log.
   *
   * @param seq of the batch that belongs there; {@link #HEAD} for the head of the shard
   */
  record Slot(int shard, long seq) implements Place {

    /** What is not a batch's place: they begin at 1. */
    public static final long HEAD = 0;
  }

  /** A piece of a checkpoint, by its name. */
  record Piece(int shard, String name) implements Place {}

  /** Where the head of a shard stands. */
  static Slot head(int shard) {
    return new Slot(shard, Slot.HEAD);
  }
}
