package io.onefold.client;

/**
 * The call was refused for what it is, and nothing came of it. Making the same call again would not
 * help.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param code for programs, in snake case, as over HTTP: {@code unknown_key}, {@code
 *     no_identifier}, {@code too_large} and others
 * @param message what is wrong and what is allowed
 * @param field where, dotted as in {@code properties.total}; empty when it is no single field
 */
public record Rejected(String code, String message, String field)
    implements EventResult, ProfileResult, PersonalizeResult {}
