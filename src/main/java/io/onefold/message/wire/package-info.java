/**
 * The messages and answers in bytes, as one node of a cluster sends them to another.
 *
 * <p><b>What.</b> A {@link io.onefold.message.wire.Freight} is what goes over the network: a
 * parcel, or a batch of answers, written once by the {@link io.onefold.message.wire.FreightWriter}
 * of an event loop. {@link io.onefold.message.wire.Ticket} stands for whoever waits for an answer.
 *
 * <p><b>Rules.</b> The first byte is {@link io.onefold.message.wire.WireFormat#NUMBER}. Sealed
 * forms are written by a switch without a default, so one that is missing does not compile; each is
 * told by a tag that has one place and is never given a new meaning. What cannot be read whole is
 * not read at all: a {@link io.onefold.message.wire.WireException}.
 *
 * <p><b>Why.</b> Inside a process messages are handed over as they are, callbacks and all; this is
 * the only place that knows how they look outside of it. What has a form of its own already,
 * because the journal keeps it, goes over the wire in that form.
 */
package io.onefold.message.wire;
