package io.onefold.http;

import io.onefold.decode.DecodeLimits;
import io.onefold.decode.id.IdentifierHasher;
import io.onefold.http.access.AccessKeys;
import io.onefold.http.access.AccountRules;
import io.onefold.identity.TrackingTokens;
import io.onefold.route.GatewaySettings;
import io.onefold.telemetry.Meters;
import java.util.function.Supplier;

/**
 * What the node gives its HTTP verticles, the same to each.
 *
 * <p><b>Threading.</b> Immutable; its parts may be used on any thread.
 *
 * @param rules by which each account tells its people apart; they may change while requests come
 * @param tokens makes the tokens of one event loop, since they cannot be shared
 * @param readiness asked on every {@code /health/ready}, on any event loop
 */
public record HttpParts(
    AccessKeys keys,
    DecodeLimits decodeLimits,
    IdentifierHasher hasher,
    AccountRules rules,
    Supplier<TrackingTokens> tokens,
    GatewaySettings gateway,
    Meters meters,
    Supplier<Readiness> readiness) {}
