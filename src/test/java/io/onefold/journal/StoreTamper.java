package io.onefold.journal;

/**
 * What a test does to a store behind the journal's back, and to the wire in between.
 *
 * <p><b>Threading.</b> Called from the test's thread, while no journal call is under way.
 */
public interface StoreTamper {

  /** Writes a batch at its place without asking whether it may stand there. */
  void plant(Batch batch);

  /** Changes one bit of a stored batch. */
  void flipBit(int shard, long epoch, long seq, int bit);

  /** Takes a stored batch away, as damage would. */
  void remove(int shard, long epoch, long seq);

  /** Gives one shard the log of another. */
  void copyLog(int fromShard, int toShard);

  /** Gives one shard the checkpoints of another. */
  void copyCheckpoints(int fromShard, int toShard);

  /** Changes one bit of what the current checkpoint has stored for a section. */
  void flipChunkBit(int shard, String section, int bit);

  /** Takes away what the current checkpoint has stored for a section. */
  void dropChunk(int shard, String section);

  /** Pieces of sections that are stored for a shard, whoever names them. */
  int chunkCount(int shard);

  /** Whether these bytes stand anywhere in what is stored of a shard, readable or not. */
  boolean holdsBytes(int shard, byte[] wanted);

  /** Loses everything. */
  void wipe();

  /** The next append is carried out, and its reply does not arrive. */
  void loseNextReply();

  /** The next append does not arrive. */
  void loseNextRequest();

  /** The next checkpoint is written, but stops before it becomes the current one. */
  void stopBeforeSwitch();
}
