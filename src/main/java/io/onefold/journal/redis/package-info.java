/**
 * The journal of every shard in Redis: a stream each, with ids that make it a fence.
 *
 * <p><b>What.</b> {@link io.onefold.journal.redis.RedisShardJournal} is the port's implementation.
 * A batch stands in the stream of its shard under the id {@code epoch-seq}; a take-over writes its
 * EPOCH entry first, and reads what stands before it. {@code RedisWire} is its way out of the
 * owner's lane, {@code Settlement} finds out what became of an append whose reply is missing.
 *
 * <p><b>Rules.</b> Nothing is decided by hope: a missing reply is doubt, and doubt is settled by
 * reading the one primary. Nothing stands behind a gap as acknowledged.
 *
 * <p><b>Why.</b> Redis refuses an id that is not above all earlier ones, also after trimming. So
 * create-if-absent, order and fence are one command, and a former owner cannot acknowledge.
 */
package io.onefold.journal.redis;
