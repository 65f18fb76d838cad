package io.onefold.identity;

/**
 * What a shard decides by, beside its own state and the time.
 *
 * <p><b>Threading.</b> Immutable, but for {@code fresh}, which belongs to the shard's thread.
 *
 * @param shardCount shards of the cluster: where an identifier is asked for follows from it
 * @param fresh new ids, drawn by the carrier
 * @param rules which identifiers may stand on one profile, by account; they may change between two
 *     turns
 */
public record Terms(int shardCount, Fresh fresh, RuleBook rules) {}
