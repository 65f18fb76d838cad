package io.onefold.decode.sent;

/**
 * An entry of {@code context.externalIds}, as sent; absent parts are empty.
 *
 * <p><b>Threading.</b> Immutable.
 */
public record ExternalId(String type, String collection, String id) {}
