package io.onefold.client;

/**
 * What came of a personalize call.
 *
 * <p><b>Threading.</b> Immutable.
 */
public sealed interface PersonalizeResult permits Decision, Rejected, Busy {}
