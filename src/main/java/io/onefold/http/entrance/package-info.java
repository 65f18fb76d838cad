/**
 * The node's face on the event bus: what {@code OnefoldClient} speaks to.
 *
 * <p><b>What.</b> {@link io.onefold.http.entrance.EntranceVerticle} is one event loop of it. Its
 * {@code Reception} sees whose key a call brings, and takes it to those who handle calls over HTTP
 * as well: {@link io.onefold.http.ingest.Ingest}, {@link io.onefold.http.personalize.Personalize},
 * {@link io.onefold.http.read.ProfileRead}. A {@code Postbag} gathers what one client is answered.
 *
 * <pre>
 *   client ══bus══▶ Reception ──▶ Ingest … ──▶ gateway ──▶ shard
 *      ◀═══bus════ Postbag ◀── BusReply ◀─────────┘
 * </pre>
 *
 * <p><b>Rules.</b> The same keys, bodies, bounds and codes as over HTTP, from the same code. Any
 * node takes any call; it tells the client where the profile lives, so that the next call for it
 * comes to the node that has it. Calls of one delivery are handled in their order.
 *
 * <p><b>Why.</b> A client knows neither the identity key nor the rules, so it cannot tell which
 * shard an identifier belongs to. It learns that from answers.
 */
package io.onefold.http.entrance;
