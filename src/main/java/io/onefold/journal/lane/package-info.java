/**
 * How the appends of one owner go out in order, whatever store they go to.
 *
 * <p><b>What.</b> {@link io.onefold.journal.lane.AppendLane} queues batches, keeps a few under way,
 * and answers strictly in the order of their seqs. {@link io.onefold.journal.lane.LaneWire} is what
 * a store has to be able to do for it: send once, and find out what became of a sending.
 *
 * <p><b>Rules.</b> A batch is sent only when the one four places before it is committed. After any
 * doubt nothing new is sent until every batch under way is known. Nothing is decided here about
 * what a store answers; nothing is waited for without a bound.
 *
 * <p><b>Why.</b> Order, doubt and giving up are the same for every store, and the hard part of
 * each. A store differs only in how it is asked.
 */
package io.onefold.journal.lane;
