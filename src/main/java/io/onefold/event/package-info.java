/**
 * What is said: one event, who it speaks of, and what it states.
 *
 * <p><b>What.</b> {@link io.onefold.event.Event} is an event as {@code decode} understood it: its
 * origin, time, identifiers and facts, with the sender's own properties kept as they came. {@link
 * io.onefold.event.EventCodec} is its form in bytes, the same in the journal, in history pages and
 * on the bus. {@link io.onefold.event.ProfileId} names a profile, {@link
 * io.onefold.event.Identifier} names a person from outside.
 *
 * <p><b>Rules.</b> Records of plain values, immutable, free to cross threads. The JDK is all they
 * know. Bounds shared by several packages stand in {@link io.onefold.event.Limits}, each with its
 * arithmetic.
 *
 * <p><b>Why.</b> Every other package speaks in these words, so that an event is understood once, at
 * the edge, and never again.
 */
package io.onefold.event;
