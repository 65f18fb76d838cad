package io.onefold;

import io.onefold.config.AccountConfig;
import io.onefold.config.ApiKeyConfig;
import io.onefold.config.LimitsConfig;
import io.onefold.config.OnefoldConfig;
import io.onefold.config.PersonalizeConfig;
import io.onefold.config.ProjectionConfig;
import io.onefold.decode.DecodeLimits;
import io.onefold.http.HttpSettings;
import io.onefold.http.access.AccessKey;
import io.onefold.http.access.AccessKeys;
import io.onefold.http.access.KeyKind;
import io.onefold.identity.RuleBook;
import io.onefold.message.View;
import io.onefold.profile.SurvivorshipBook;
import io.onefold.route.GatewaySettings;
import io.onefold.shard.ShardSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the configuration means for each part of the node; the parts do not know the configuration.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class NodeSettings {

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(3);

  private NodeSettings() {}

  static ShardSettings shards(
      OnefoldConfig config,
      Secrets secrets,
      List<String> restoreIds,
      RuleBook rules,
      Set<Integer> heldData) {
    int count = config.shards().count();
    return new ShardSettings(
        config.node().name(),
        count,
        Math.toIntExact(config.journal().batchBytesMax()),
        config.limits().mailboxMax(),
        config.limits().mailboxBytesMax(),
        config.journal().checkpointInterval().toMillis(),
        config.journal().checkpointBytes(),
        Math.toIntExact(config.identity().dedupWindow().toHours()),
        config.identity().dedupBudgetBytes() / count,
        secrets.tracking(),
        survivorship(config),
        Map.of("key", secrets.id(), "shards", Integer.toString(count)),
        restoreIds,
        rules,
        heldData);
  }

  private static SurvivorshipBook survivorship(OnefoldConfig config) {
    return new SurvivorshipBook(
        config.profile().survivorship(),
        config.accounts().stream()
            .collect(
                Collectors.toMap(
                    AccountConfig::id,
                    account -> account.profile().or(config.profile()).survivorship())));
  }

  static HttpSettings http(OnefoldConfig config) {
    return new HttpSettings(
        config.http().host(),
        config.http().port(),
        Math.toIntExact(config.limits().bodyBytesMax()),
        Math.toIntExact(config.limits().batchBodyBytesMax()),
        config.personalize().deadline(),
        projections(config.personalize()),
        config.http().corsOrigins(),
        config.http().isLoopback(),
        STOP_TIMEOUT);
  }

  static GatewaySettings gateway(OnefoldConfig config) {
    GatewaySettings settings =
        GatewaySettings.of(
            config.node().name(), config.shards().count(), config.limits().requestTimeout());
    return config.cluster().enabled() ? settings.moving() : settings;
  }

  static DecodeLimits decode(LimitsConfig limits) {
    return new DecodeLimits(
        Math.toIntExact(limits.decompressedBytesMax()),
        limits.batchEventsMax(),
        Math.toIntExact(limits.eventBytesMax()),
        limits.depthMax(),
        limits.futureMax().toMillis());
  }

  static AccessKeys keys(OnefoldConfig config) {
    List<AccessKey> keys = new ArrayList<>();
    for (AccountConfig account : config.accounts()) {
      account.keys().forEach(key -> keys.add(key(account, key)));
    }
    return new AccessKeys(keys);
  }

  private static AccessKey key(AccountConfig account, ApiKeyConfig key) {
    KeyKind kind =
        switch (key.kind()) {
          case BROWSER -> KeyKind.BROWSER;
          case SERVER -> KeyKind.SERVER;
          case SECRET -> KeyKind.SECRET;
        };
    return new AccessKey(
        account.id(),
        account.name(),
        account.currency(),
        kind,
        key.name(),
        HexFormat.of().parseHex(key.sha256()));
  }

  private static Map<String, View.Projection> projections(PersonalizeConfig config) {
    return config.projections().entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                e -> projection(e.getKey(), e.getValue(), config.consentPurpose())));
  }

  private static View.Projection projection(
      String name, ProjectionConfig shown, String consentPurpose) {
    return new View.Projection(
        name,
        shown.attributes(),
        shown.metrics(),
        shown.segments(),
        shown.predictions(),
        consentPurpose);
  }
}
