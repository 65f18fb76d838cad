package io.onefold.message.entrance;

/**
 * One call of a client.
 *
 * <p><b>Threading.</b> Immutable by agreement: nobody writes to the body.
 *
 * @param number by which the client knows the answer; the same when the call is sent again
 * @param body as over HTTP
 */
public record Call(long number, CallKind kind, byte[] body) {}
