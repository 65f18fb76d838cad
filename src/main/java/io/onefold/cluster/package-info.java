/**
 * <b>What.</b> The nodes as one: who is a member, which shards are whose, and whether this node may
 * still believe it.
 *
 * <pre>
 *   Joining ──▶ Membership ──▶ Placements   which node has each shard: Hazelcast's partition table
 *                   │
 *                   ├────────▶ Roster       who belongs to the cluster, there or not: what a majority is of
 *                   └────────▶ Lease        a majority has answered of late
 * </pre>
 *
 * <p>Other processes may join for the event bus alone: {@link io.onefold.cluster.Guest}.
 *
 * <p><b>Rules.</b> Members that are no nodes hold nothing, and count for nothing. A shard is the
 * Hazelcast partition of the same number. Only this package and {@code journal.hazelcast} know
 * Hazelcast. Nothing here decides who may write: the journal's fence does; what is here makes that
 * rare and short.
 *
 * <p><b>Why.</b> Ownership, migration and copies come from an engine that has been broken in every
 * way already. Its community edition has no locks that survive a partition, so none is asked for.
 */
package io.onefold.cluster;
