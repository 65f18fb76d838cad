package io.onefold.decode.facts;

import io.onefold.decode.id.IdentifierNormaliser;
import java.util.function.ToLongFunction;

/**
 * What a shop event is read against.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param currency of amounts whose currency was not sent; empty when the account has none
 * @param ids normalises order ids
 * @param refundKeys the key of a refund from the sender's id of it
 * @param messageKey the key of a refund that has no id of its own
 */
public record Shop(
    String currency,
    IdentifierNormaliser ids,
    ToLongFunction<String> refundKeys,
    long messageKey) {}
