package io.onefold.decode.rules;

import io.onefold.decode.id.IdentifierHasher;
import io.onefold.decode.id.LinkTokens;
import io.onefold.decode.json.Parsers;

/**
 * What rules work with, whatever the request.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param eventBytesMax of one event as sent
 * @param futureMsMax how far after its arrival an event may claim to have happened
 */
public record Tools(
    Parsers parsers,
    IdentifierHasher hasher,
    LinkTokens links,
    int eventBytesMax,
    long futureMsMax) {}
