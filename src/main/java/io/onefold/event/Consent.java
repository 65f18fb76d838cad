package io.onefold.event;

/**
 * A statement of consent for one purpose, as {@code context.consent.categoryPreferences} makes it.
 *
 * <p><b>Threading.</b> Immutable. <b>Bounds.</b> {@code purpose} has at most {@link
 * Limits#NAME_CHARS_MAX} characters.
 */
public record Consent(String purpose, boolean granted) {}
