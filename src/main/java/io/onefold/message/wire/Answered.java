package io.onefold.message.wire;

import io.onefold.message.Answer;

/** x. */
public record Answered(long ticket, Answer answer) {}
