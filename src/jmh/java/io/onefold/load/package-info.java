/**
 * Load from outside, and what to compare it with.
 *
 * <p><b>What.</b> {@link io.onefold.load.OpenLoop} sends at a constant rate and measures from the
 * moment at which a request was due; {@link io.onefold.load.Fill} brings a node many profiles;
 * {@link io.onefold.load.EmptyHandler} answers without doing anything, the ceiling of any HTTP
 * server here.
 *
 * <p><b>Rules.</b> Only loopback. A run has an end. What is reported is what was measured, errors
 * among it.
 *
 * <p><b>Why.</b> A generator that waits for an answer before it sends the next request hides just
 * the moments that hurt; on a rate from a clock they show.
 */
package io.onefold.load;
