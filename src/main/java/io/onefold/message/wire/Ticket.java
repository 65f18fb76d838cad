package io.onefold.message.wire;

import java.util.UUID;

/** x. */
public record Ticket(UUID node, long number) {}
