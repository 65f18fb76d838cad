/**
 * Load from outside, and what to compare it with.
 *
 * <p><b>What.</b> {@link io.onefold.load.OpenLoop} sends at a constant rate and measures from the
 * moment at which a request was due; {@link io.onefold.load.BusLoad} does so over the event bus of
 * a cluster; {@link io.onefold.load.Fill} brings a node many profiles; {@link
 * io.onefold.load.EmptyHandler} answers without doing anything, the ceiling of any HTTP server
 * here. Of identity: {@link io.onefold.load.MergeSettle} measures how long two profiles take to
 * become one behind a login, {@link io.onefold.load.MergeStorm} how long many take that are tied at
 * once, {@link io.onefold.load.JunkMail} what everybody feels when very many claim one address.
 *
 * <p>Below, what they share: {@link io.onefold.load.NodeClient} speaks to the node, {@link
 * io.onefold.load.Pace} keeps a rate and {@link io.onefold.load.Each} a width, {@link
 * io.onefold.load.Calls} are paced and measured into {@link io.onefold.load.Latencies}, {@link
 * io.onefold.load.Figures} are the node's own.
 *
 * <p><b>Rules.</b> Only loopback. A run has an end. What is reported is what was measured, errors
 * among it. Each run has names and message ids of its own: the node would take a second one for a
 * repetition.
 *
 * <p><b>Why.</b> A generator that waits for an answer before it sends the next request hides just
 * the moments that hurt; on a rate from a clock they show.
 */
package io.onefold.load;
