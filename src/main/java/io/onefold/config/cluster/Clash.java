package io.onefold.config.cluster;

/**
 * A setting that is allowed as such and cannot stand beside the others.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param key within the group of the cluster
 * @param value what it is, as far as it matters
 * @param allowed what it may be, and why
 */
public record Clash(String key, String value, String allowed) {}
