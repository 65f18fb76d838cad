/**
 * What is kept in Redis beside logs, checkpoints and histories: who is to stay forgotten, by which
 * rules an account was governed, and what was done to its data.
 *
 * <p><b>What.</b> {@link io.onefold.journal.registry.RedisSuppressions} holds a list for each
 * shard, {@link io.onefold.journal.registry.RedisRuleVersions} and {@link
 * io.onefold.journal.registry.RedisAudit} a log for each account.
 *
 * <p><b>Rules.</b> Each change is one script, so that it is made whole or not at all, and does no
 * harm when a lost reply has it sent again. Nothing here is ever changed by a checkpoint, a trim or
 * a purge.
 *
 * <p><b>Why.</b> A checkpoint is a state of the past, and may be gone back to. What must not be
 * undone by going back cannot stand in it.
 */
package io.onefold.journal.registry;
