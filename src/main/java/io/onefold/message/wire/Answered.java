package io.onefold.message.wire;

import io.onefold.message.Answer;

/**
 * An answer on its way to the node that gave the ticket out.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param ticket the ticket's number
 */
public record Answered(long ticket, Answer answer) {}
