package io.onefold.client;

/**
 * What came of asking for a profile.
 *
 * <p><b>Threading.</b> Immutable.
 */
public sealed interface ProfileResult permits Found, NotFound, Rejected, Busy {}
