package io.onefold.decode.sent;

/**
 * The ids of an event as sent; absent ones are empty.
 *
 * <p><b>Threading.</b> Immutable.
 */
public record SentIds(
    String userId, String anonymousId, String previousId, String groupId, String messageId) {}
