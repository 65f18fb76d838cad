/**
 * How Onefold speaks to its one Redis.
 *
 * <p><b>What.</b> {@link io.onefold.journal.connection.RedisConnections} holds one connection per
 * event loop; {@link io.onefold.journal.connection.RedisLink} is that connection: it pipelines,
 * keeps the order, connects again when it must and says whether it is up. {@link
 * io.onefold.journal.connection.ShardKeys} names every key there is.
 *
 * <p><b>Rules.</b> No command waits for ever: each one ends with a reply or a failure within the
 * bounds of {@link io.onefold.journal.connection.RedisSettings}. A failure never says whether the
 * command was carried out; callers that must know ask again. A server that is loading is away.
 *
 * <p><b>Why.</b> One connection per loop means one pipeline, hence one system call for the appends
 * of many shards, and a fixed order for the commands of each. The client's own pool would spread
 * the commands of one shard over several connections, where a later one may overtake.
 */
package io.onefold.journal.connection;
