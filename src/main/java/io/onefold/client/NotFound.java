package io.onefold.client;

/**
 * No profile is known by the identifier in the account of the key.
 *
 * <p><b>Threading.</b> Immutable.
 */
public record NotFound() implements ProfileResult {}
