/**
 * What an operator may decide, as records that cannot hold anything wrong.
 *
 * <p><b>What.</b> {@link io.onefold.config.ConfigLoader} reads one YAML file and the environment
 * into an {@link io.onefold.config.OnefoldConfig}, or into the list of everything that is wrong
 * with them. One record for each group of the file; its keys, their defaults and their rules stand
 * at its top. {@code config/onefold.yaml} shows them all.
 *
 * <p><b>Rules.</b> Only the root package looks in here: every other package is given the values it
 * needs. Records check themselves, also when code builds them. No state, nothing read on demand.
 *
 * <p><b>Why.</b> A mistake in a file should stop a node at its start, in front of the person who
 * made it, and all of them at once; not at noon, in front of a customer, one by one.
 */
package io.onefold.config;
