package io.onefold.message;

import java.util.List;

/**
 * The way of messages to a shard, wherever it lives.
 *
 * <p><b>Threading.</b> Confined to the event loop for which it was made.
 */
public interface Delivery {

  /** Where envelopes went. */
  enum Sent {
    /** To a shard of this node, which has them. */
    HERE,
    /** To another node; they may be lost on the way. */
    AWAY,
    /** Nobody took any of them. */
    NOWHERE
  }

  /** Sends envelopes to one shard, in their order. Whoever needs them sends them again. */
  Sent deliver(int shard, List<Envelope> envelopes);
}
