package io.onefold.client;

import java.util.List;

/**
 * The events are committed, as safely as the cluster's {@code cluster.acknowledge} says, now or
 * earlier. They will not be counted again when they are sent again.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param rejected events of a batch that are not, since they are wrong in themselves; empty for a
 *     single event
 */
public record Accepted(List<RejectedEvent> rejected) implements EventResult {

  public Accepted {
    rejected = List.copyOf(rejected);
  }
}
