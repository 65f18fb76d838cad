/**
 * Reads a request body from the first byte to the last and says what was sent.
 *
 * <p><b>What.</b> {@link io.onefold.decode.sent.EnvelopeReader} walks a body and returns an {@link
 * io.onefold.decode.sent.Envelope}: its events as they stand there ({@link
 * io.onefold.decode.sent.SentEvent}), and what the batch says about all of them ({@link
 * io.onefold.decode.sent.Context}).
 *
 * <p><b>Rules.</b> Nothing is interpreted here: no identifier is judged, no time corrected, no
 * default filled in. A field of the wrong type is a fault of its event; broken JSON is one of the
 * whole body, and then no event of it is returned.
 *
 * <p><b>Why.</b> What holds for a whole batch may stand behind its events, and an event's type
 * behind its properties. Reading first and judging later frees both from the order of keys.
 */
package io.onefold.decode.sent;
