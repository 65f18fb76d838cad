/**
 * Whose event is it: the index, the profiles of one shard, and the protocol that unites them.
 *
 * <p><b>What.</b> {@link io.onefold.identity.Partition} is the state of one shard. {@link
 * io.onefold.identity.Protocol} decides what a message means for it, as {@link
 * io.onefold.identity.Decision}s; {@link io.onefold.identity.Partition#fold} carries decisions out.
 * The same fold runs when a message is handled and when the journal is replayed, so the state is
 * always the fold of the journal.
 *
 * <p><b>Rules.</b> Pure: time, randomness and ids are arguments. A decision names its outcome (the
 * id chosen, accepted or refused), never a rule to be evaluated again. An identifier is reserved on
 * the profile ({@code pending}) before it is claimed at its own shard. Of two profiles the older
 * one survives: the loser freezes, the winner decides in one step, the loser becomes a forward.
 *
 * <p><b>Why.</b> There are no locks, no coordinator and no rounds of votes: each step is one turn
 * of the one thread that owns the state, and every message can be lost, doubled or reordered
 * because all of them can be made again from {@code pending} and {@code Moving}.
 */
package io.onefold.identity;
