package io.onefold.journal.hazelcast;

import io.onefold.journal.Tail;

/**
 * What a take-over found, beyond what the port says.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param tail where the log ends, and the epoch that was won
 * @param firstSeq of the first batch that is, or will be, kept here; older ones are elsewhere, if
 *     anywhere
 * @param wasEmpty whether there was neither a batch nor a checkpoint: the shard never had any, or
 *     all copies are lost. The log then begins at the base that was given.
 */
public record TakenOver(Tail tail, long firstSeq, boolean wasEmpty) {}
