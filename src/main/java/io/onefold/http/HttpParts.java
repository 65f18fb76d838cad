package io.onefold.http;

import io.onefold.decode.BodyDecoder;
import io.onefold.decode.DecodeLimits;
import io.onefold.decode.EventDecoder;
import io.onefold.decode.id.IdentifierHasher;
import io.onefold.decode.id.LinkTokens;
import io.onefold.http.access.AccessKeys;
import io.onefold.http.access.AccountRules;
import io.onefold.http.cluster.ClusterView;
import io.onefold.http.edge.AuditLog;
import io.onefold.http.edge.Defects;
import io.onefold.http.edge.Desk;
import io.onefold.http.edge.RuleAdmin;
import io.onefold.http.personalize.DeviceEvents;
import io.onefold.http.personalize.Personalize;
import io.onefold.http.read.SubjectReader;
import io.onefold.identity.TrackingTokens;
import io.onefold.message.Delivery;
import io.onefold.route.Deadlines;
import io.onefold.route.Forgotten;
import io.onefold.route.Gateway;
import io.onefold.route.GatewaySettings;
import io.onefold.telemetry.HttpMeters;
import io.onefold.telemetry.Meters;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

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
    Supplier<Delivery> ways) {

  /** A generator with a period of 2<sup>384</sup>, seeded with as many truly random bits. */
  private static final String GENERATOR = "L128X256MixRandom";

  private static final int SEED_BYTES = 48;

  /** What calls are handled with on the calling event loop. Close its gateway when it ends. */
  public Desk desk(Vertx vertx, HttpMeters counted) {
    RandomGenerator random = RandomGeneratorFactory.of(GENERATOR).create(seed());
    return new Desk(
        new Gateway(vertx, gateway, meters.gateway(), forgotten, ways.get()),
        new BodyDecoder(decodeLimits),
        new EventDecoder(decodeLimits, hasher, links),
        random,
        new Defects(counted, random),
        counted);
  }

  /** Who personalizes on the calling event loop. */
  public Personalize personalize(Vertx vertx, Desk desk, HttpSettings settings) {
    return new Personalize(
        desk,
        new DeviceEvents(desk, decodeLimits, rules, hasher),
        settings.projections(),
        new Deadlines(vertx.getOrCreateContext(), settings.personalizeDeadline()));
  }

  /** Who understands whom a text is about, on the calling event loop. */
  public SubjectReader subjects() {
    return new SubjectReader(rules, hasher, tokens.get());
  }

  private static byte[] seed() {
    byte[] seed = new byte[SEED_BYTES];
    new SecureRandom().nextBytes(seed);
    return seed;
  }
}
