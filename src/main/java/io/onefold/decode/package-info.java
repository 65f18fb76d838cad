/**
 * Understands a request body: bytes as they were sent become events, each with what is wrong with
 * it.
 *
 * <p><b>What.</b> In the order of a request: {@link io.onefold.decode.BodyDecoder} unpacks the
 * bytes, {@link io.onefold.decode.KeyLookup} finds the write key, {@link
 * io.onefold.decode.EventDecoder} turns JSON into events against a {@link
 * io.onefold.decode.rules.RequestContext}. Below, each knowing only those before it: {@code json}
 * takes values off a text, {@code id} normalises and hashes identifiers, {@code sent} walks a whole
 * body, {@code facts} reads traits and shop events, {@code rules} judges an event.
 *
 * <p><b>Rules.</b> A step: no clock, no randomness, no I/O, no logger; the same bytes in the same
 * context are the same events. Every byte string has an answer, none an exception. A fault of one
 * event refuses that event; a fault of the body refuses all of it. What the wire leaves open is
 * decided here and nowhere else.
 *
 * <p><b>Why.</b> Some fifteen client libraries write the same thing in as many ways. Behind this
 * package there is one way, so that nothing further on has to know who sent an event.
 */
package io.onefold.decode;
