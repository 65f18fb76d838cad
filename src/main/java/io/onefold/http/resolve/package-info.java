/**
 * Trying an event out: whose it would be, and what it would tie together.
 *
 * <p><b>What.</b> {@link io.onefold.http.resolve.ResolveRoute} takes an event as the ingest paths
 * do and answers with what would become of each of its identifiers, and why.
 *
 * <p><b>Rules.</b> Nothing is changed, nothing is counted. It takes a secret key: the answer names
 * the profiles of others. The node's own steps give the answer, on copies of what they would
 * change.
 *
 * <p><b>Why.</b> Who connects a shop wants to know beforehand whether its ids will join what they
 * should, and why not; afterwards it takes a split.
 */
package io.onefold.http.resolve;
