package io.onefold;

import io.onefold.config.key.Kinds;
import io.onefold.config.rules.RulesConfig;
import io.onefold.config.rules.TypeConfig;
import io.onefold.event.IdentifierType;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * Identifier rules as text: rules that are the same are the same text, and others are not. Names
 * are those of the configuration with underscores, as everywhere in JSON.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class RulesJson {

  private RulesJson() {}

  static String canonical(RulesConfig rules) {
    JsonObject types = new JsonObject();
    for (IdentifierType type : RulesConfig.TYPES) {
      types.put(type.wireName(), type(rules.types().get(type)));
    }
    return new JsonObject()
        .put("default_region", rules.defaultRegion())
        .put("browser_merges", Kinds.choiceName(rules.browserMerges()))
        .put("device_policy", Kinds.choiceName(rules.devicePolicy()))
        .put(
            "caps",
            new JsonObject()
                .put("identifiers", rules.caps().identifiersMax())
                .put("merges", rules.caps().mergesMax())
                .put("merges_per_hour", rules.caps().mergesPerHourMax()))
        .put("blocked_values", new JsonArray(rules.blockedValues()))
        .put("types", types)
        .encode();
  }

  private static JsonObject type(TypeConfig rule) {
    JsonArray normalise = new JsonArray();
    rule.normalise().forEach(spelling -> normalise.add(Kinds.choiceName(spelling)));
    return new JsonObject()
        .put("priority", rule.priority())
        .put("normalise", normalise)
        .put("unique", rule.unique())
        .put("limit", rule.limit())
        .put("window_ms", rule.window().toMillis())
        .put("beyond", Kinds.choiceName(rule.beyond()))
        .put("quarantine_above", rule.quarantineAbove())
        .put("blocked_values", new JsonArray(rule.blockedValues()));
  }
}
