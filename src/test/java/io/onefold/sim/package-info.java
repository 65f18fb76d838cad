/**
 * The whole cluster in one thread, from a seed.
 *
 * <p><b>What.</b> {@link io.onefold.sim.Simulation} drives the production shards, with the
 * production form of their journal, over a virtual network, clock and log, and checks after every
 * step what must hold in every state.
 *
 * <p><b>Rules.</b> Everything random comes from the seed; the same seed takes the same way. A
 * failure names its seed.
 *
 * <p><b>Why.</b> Messages that are lost, doubled or late, and owners that die between any two
 * steps, are found here by the hundred thousand in a minute; on real machines, once in a year.
 */
package io.onefold.sim;
