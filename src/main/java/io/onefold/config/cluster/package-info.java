/**
 * What an operator may decide about several nodes that are one.
 *
 * <p><b>What.</b> {@link io.onefold.config.cluster.JoinConfig} is where a node listens and whom it
 * looks for, {@link io.onefold.config.cluster.CopiesConfig} what has to be kept where before it
 * answers, {@link io.onefold.config.cluster.BusTlsConfig} how members know each other on the event
 * bus. {@link io.onefold.config.ClusterConfig} holds them together.
 *
 * <p><b>Rules.</b> Each record checks its own values, and says by {@link
 * io.onefold.config.cluster.Clash}es what cannot stand beside the others; that counts only where
 * there is a cluster, so a single node is not asked for members.
 *
 * <p><b>Why.</b> A cluster that is configured wrongly seems to work until the first fault: too few
 * copies, a quorum that two halves can have, a node that is not in the list that it counts by. So
 * arithmetic that follows from the list of members is done before the first node joins.
 */
package io.onefold.config.cluster;
