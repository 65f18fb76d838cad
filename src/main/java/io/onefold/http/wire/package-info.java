/**
 * How requests are taken off the wire and answers are put on it.
 *
 * <p><b>What.</b> {@link io.onefold.http.wire.BodyReader} collects a body up to its bound, {@link
 * io.onefold.http.wire.Replies} sends answers and {@link io.onefold.http.wire.Problem}s, {@link
 * io.onefold.http.wire.Cors} lets browsers see them.
 *
 * <p><b>Rules.</b> Whatever is refused is JSON with {@code success}, {@code code} and {@code
 * message}. Status codes that client libraries give a meaning of their own (408, 410, 460, 501,
 * 505, 511) are not used.
 *
 * <p><b>Why.</b> Client libraries decide by status and body whether they send again: one reply,
 * {@code 200 {"success":true}}, is taken as success by all of them, and anything else would be sent
 * twice or lost.
 */
package io.onefold.http.wire;
