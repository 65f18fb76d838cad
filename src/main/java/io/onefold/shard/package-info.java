/**
 * The single writer of each partition: takes messages from the bus, commits what came of them, and
 * lets answers and messages leave.
 *
 * <p><b>What.</b> {@link io.onefold.shard.Shard} is the table of contents of the engine; {@link
 * io.onefold.shard.Commits} gathers its decisions into batches; {@link
 * io.onefold.shard.ShardVerticle} alone performs: journal, bus, clock. {@code Exit} publishes what
 * concerns whoever follows an account at the addresses of {@link io.onefold.message.Signals}: a
 * renewed tracking id at {@code onefold.signal.tracking_id_renewed}.
 *
 * <p><b>Rules.</b> No message and no answer leaves before the batch that covers it is committed. An
 * effect never re-enters {@code Shard.handle}: what a shard has for itself is handled in the same
 * turn, from a queue. Every wait has its bound, and a message that cannot be taken is answered.
 *
 * <p><b>Why.</b> Deciding and performing are apart, so that the simulation runs the deciding half
 * as it is, a hundred thousand times, without a thread or a socket.
 */
package io.onefold.shard;
