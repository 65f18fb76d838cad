package io.onefold.event;

/**
 * Whose event it is and by which way it came. Both follow from the key of the request, never from
 * its body.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param accountId 1 to 65,535, fixed for the life of the account
 * @param source the name of the source that owns the key, for example {@code tracking}
 */
public record Origin(int accountId, String source) {}
