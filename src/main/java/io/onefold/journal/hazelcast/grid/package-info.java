/**
 * What the journal asks of Hazelcast, and nothing besides.
 *
 * <p><b>What.</b> {@link io.onefold.journal.hazelcast.grid.Grid} is the port: a conditional write,
 * reads, deletes, and a {@link io.onefold.journal.hazelcast.grid.Stamp} that says on how many
 * copies a write has come to stand. {@link io.onefold.journal.hazelcast.grid.HazelcastGrid} is the
 * one on two maps, {@link io.onefold.journal.hazelcast.grid.ClusterMaps} is their configuration.
 *
 * <pre>
 *   shard 17 ─▶ partition 17:  onefold.slots  (17, 0) head  (17, 104) batch  (17, 105) EPOCH …
 *                              onefold.blobs  (17, "4-100:profiles-0:0:9af01c22") …
 * </pre>
 *
 * <p><b>Rules.</b> All that belongs to a shard lies in the partition of its number, so its owner is
 * the partition's owner, and writes are carried out there one after the other. A write is always
 * conditional, and a copy takes over what the owner decided without deciding again. No callback
 * runs on a thread of Hazelcast's.
 *
 * <p><b>Why.</b> The rest of the journal can be run against a grid that a test makes up, where
 * copies miss writes, members die and answers get lost in any order. The classes of Hazelcast's
 * that are not for everybody are used in one place.
 */
package io.onefold.journal.hazelcast.grid;
