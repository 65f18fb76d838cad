package io.onefold.message;

/**
 * A message on its way to a shard.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param fromShard the sending shard, or {@link #EDGE}
 * @param fromSeq the journal sequence number that covers the message's cause at the sender; 0 from
 *     the edge
 */
public record Envelope(int toShard, int fromShard, long fromSeq, Message message) {

  /** The sender is the edge of the cluster, not a shard. */
  public static final int EDGE = -1;

  public static Envelope fromEdge(int toShard, Message message) {
    return new Envelope(toShard, EDGE, 0, message);
  }
}
