package io.onefold.client;

/**
 * An event of a batch that was not applied, while the others were.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param index its place in the batch, from 0
 * @param code for programs, for example {@code no_identifier}
 * @param message what is wrong and what is allowed
 * @param field where, dotted as in {@code properties.total}; empty when it is no single field
 */
public record RejectedEvent(int index, String code, String message, String field) {}
