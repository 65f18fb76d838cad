/**
 * <b>What.</b> Shows who is in the cluster and which shard lives where.
 *
 * <p><b>Rules.</b> As told by the node that is asked; what other nodes do not tell in time is shown
 * as unknown, never guessed.
 *
 * <p><b>Why.</b> Whoever takes a node out of service has to see that nothing rests on it alone.
 */
package io.onefold.http.cluster;
