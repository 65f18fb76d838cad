package io.onefold.journal.hazelcast.grid;

import java.util.UUID;

/**
 * Who holds a shard's copies, as this node sees it. A write that was confirmed between two equal
 * stamps of the kind {@link Held} stands on all copies that it has to stand on.
 *
 * <p><b>Threading.</b> Immutable.
 */
public sealed interface Stamp {

  /** The shard belongs to another node, or this one is shutting down. */
  record Elsewhere() implements Stamp {}

  /** This node owns the shard, but a copy has no member to hold it. */
  record Unassigned() implements Stamp {}

  /**
   * This node owns the shard.
   *
   * @param member this node, under the name that it has in its cluster; it changes when the node
   *     has been in a smaller part of a split cluster and gives up what it held
   * @param version counts the changes of who holds the shard
   * @param copies on which a confirmed write stands, its own among them
   */
  record Held(UUID member, int version, int copies) implements Stamp {}
}
