package io.onefold.event;

/**
 * Tells one message from its repetitions.
 *
 * <p><b>Threading.</b> Immutable. <b>Bounds.</b> {@code text} has 1 to {@link
 * Limits#MESSAGE_ID_CHARS_MAX} characters; what the sender wrote beyond is ignored.
 *
 * @param fingerprint keyed 64-bit hash of source and text. It is compared only within one profile,
 *     of at most {@link Limits#SEEN_PER_PROFILE_MAX} entries: a chance of error per event of 4,096
 *     / 2<sup>59</sup> (five bits are spent on the hour).
 */
public record MessageId(String text, long fingerprint) {}
