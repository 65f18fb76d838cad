/**
 * What was accepted: one append-only log and one line of checkpoints per shard.
 *
 * <p><b>What.</b> {@link io.onefold.journal.ShardJournal} is the port: append a batch, take a shard
 * over, read back, trim, store and load a checkpoint, and forget for good what is older. {@link
 * io.onefold.journal.Batch} is what is appended, {@link io.onefold.journal.Checkpoint} is the state
 * that a log may be cut behind. Beside it stand {@link io.onefold.journal.Histories}, what is kept
 * of past events, {@link io.onefold.journal.Suppressions}, who must never come back, {@link
 * io.onefold.journal.RuleVersions} and {@link io.onefold.journal.Audit}. The implementations on
 * Redis, and the Redis server that comes with Onefold, are in the packages below.
 *
 * <p><b>Rules.</b> A batch is written once, at its own place (shard, epoch, seq), and never
 * replaced: that is all the locking there is. Whoever takes a shard over writes the next epoch
 * first, and from then on no earlier owner can write. What is read is checked (crc of the batch,
 * crc of the one before, shard, seq) and is named when it is wrong, never handed on. Operations are
 * opaque bytes here.
 *
 * <p><b>Why.</b> State = fold(journal), so a shard needs no lock and no leader: two owners that
 * both believe in themselves can do no harm, because only one of them gets the next place. Whether
 * that place is in Redis or in a grid is for one implementation each, both held to the same test
 * kit.
 */
package io.onefold.journal;
