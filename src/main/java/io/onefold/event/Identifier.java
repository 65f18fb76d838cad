package io.onefold.event;

/**
 * One identifier of an event, normalised and hashed by {@code decode}.
 *
 * <p><b>Threading.</b> Immutable. <b>Bounds.</b> {@code value} has 1 to {@link
 * Limits#IDENTIFIER_CHARS_MAX} characters.
 *
 * @param value the normalised value, as it is shown on the profile
 * @param hash the keyed hash that the index and the other shards know it by
 */
public record Identifier(IdentifierType type, String value, Hash128 hash) {}
