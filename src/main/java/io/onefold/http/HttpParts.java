package io.onefold.http;

import io.onefold.decode.DecodeLimits;
import io.onefold.decode.id.IdentifierHasher;
import io.onefold.decode.id.LinkTokens;
import io.onefold.http.access.AccessKeys;
import io.onefold.http.access.AccountRules;
import io.onefold.http.cluster.ClusterView;
import io.onefold.http.edge.AuditLog;
import io.onefold.http.edge.RuleAdmin;
import io.onefold.identity.TrackingTokens;
import io.onefold.message.Delivery;
import io.onefold.route.Forgotten;
import io.onefold.route.GatewaySettings;
import io.onefold.telemetry.Meters;
import java.util.function.Supplier;

/**
 * What the node gives its HTTP verticles, the same to each.
 *
 * <p><b>Threading.</b> Immutable; its parts may be used on any thread.
 *
 * @param links makes and opens the tokens of links in mails
 * @param rules by which each account tells its people apart; they may change while requests come
 * @param tokens makes the tokens of one event loop, since they cannot be shared
 * @param forgotten identifiers of people who were erased
 * @param readiness asked on every {@code /health/ready}, on any event loop
 * @param audit where it is written down what is done by hand, before it is done
 * @param ruleAdmin the identifier rules in force
 * @param cluster who is in it
 * @param ways makes the calling event loop's way to all shards
 */
public record HttpParts(
    AccessKeys keys,
    DecodeLimits decodeLimits,
    IdentifierHasher hasher,
    LinkTokens links,
    AccountRules rules,
    Supplier<TrackingTokens> tokens,
    GatewaySettings gateway,
    Forgotten forgotten,
    Meters meters,
    Supplier<Readiness> readiness,
    AuditLog audit,
    RuleAdmin ruleAdmin,
    ClusterView cluster,
    Supplier<Delivery> ways) {}
