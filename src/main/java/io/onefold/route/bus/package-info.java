/**
 * <b>What.</b> The way between nodes: messages to shards that live elsewhere, and their answers
 * back. A node has one address on the bus; {@link io.onefold.route.bus.Switchboard} takes what
 * comes there to the shards of the node, or says that they are not here.
 *
 * <pre>
 *   gateway, shard ──▶ ClusterDelivery ─┬─ here ───▶ LocalDelivery ──▶ shard
 *                                       └─ there ──▶ Courier ══bus══▶ Switchboard ──▶ shard
 *                             asker ◀── Tickets ◀── Switchboard ◀══bus══ Courier ◀── answer
 * </pre>
 *
 * <p><b>Rules.</b> What one event loop has for one node in one turn goes in one delivery. Nothing
 * that goes over the bus is waited for: it may be lost, and whoever needs it sends it again.
 *
 * <p><b>Why.</b> One address a node, and not one a shard: registrations go stale when a node was
 * cut off, are slow in number, and two of them for one shard would be two writers.
 */
package io.onefold.route.bus;
