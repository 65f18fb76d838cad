package io.onefold.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.onefold.config.key.Key;
import io.onefold.config.key.Kind;
import io.onefold.config.key.Kinds;
import io.onefold.config.key.Section;
import io.onefold.config.key.YamlText;
import io.onefold.event.Limits;
import io.onefold.profile.Survivorship;
import io.onefold.profile.Survivorship.Policy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which value of an attribute is shown where several sources and identifiers gave one: for the
 * node, or for one account, where it goes before that of the node.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param sourceOrder names of sources, the strongest first; empty where it is not said
 * @param policies by attribute key
 */
public record SurvivorshipConfig(Optional<List<String>> sourceOrder, Map<String, Policy> policies) {

  private static final Key<Optional<List<String>>> SOURCE_ORDER =
      Key.of(
          "source-order",
          Optional.empty(),
          Kinds.optional(
              Kinds.list(
                  Kinds.text(
                      SurvivorshipConfig::isName,
                      "a name of up to " + Limits.NAME_CHARS_MAX + " characters"))));
  private static final Key<Map<String, Policy>> POLICIES =
      Key.of(
          "survivorship",
          Map.of(),
          new Kind<>(
              SurvivorshipConfig::readPolicies,
              policies -> policies.keySet().stream().allMatch(SurvivorshipConfig::isName),
              "attribute keys, each with one of "
                  + Arrays.stream(Policy.values())
                      .map(SurvivorshipConfig::written)
                      .collect(Collectors.joining(", "))));

  /** Nothing is said. */
  public static final SurvivorshipConfig NONE = new SurvivorshipConfig(Optional.empty(), Map.of());

  public SurvivorshipConfig {
    sourceOrder = SOURCE_ORDER.require(sourceOrder).map(List::copyOf);
    policies = Map.copyOf(POLICIES.require(policies));
  }

  static SurvivorshipConfig read(Section section) {
    return new SurvivorshipConfig(section.read(SOURCE_ORDER), section.read(POLICIES));
  }

  /** This, and what it does not say from {@code otherwise}. */
  public SurvivorshipConfig or(SurvivorshipConfig otherwise) {
    Map<String, Policy> all = new HashMap<>(otherwise.policies);
    all.putAll(policies);
    return new SurvivorshipConfig(sourceOrder.or(otherwise::sourceOrder), all);
  }

  public Survivorship survivorship() {
    return new Survivorship(sourceOrder.orElse(List.of()), policies);
  }

  /** A key may be written with dots or as groups in groups. */
  private static Optional<Map<String, Policy>> readPolicies(JsonNode written) {
    JsonNode tree =
        written.isTextual()
                && YamlText.read(written.textValue()) instanceof YamlText.Tree(JsonNode root)
            ? root
            : written;
    Map<String, Policy> policies = new HashMap<>();
    return tree.isObject() && collect("", tree, policies)
        ? Optional.of(policies)
        : Optional.empty();
  }

  private static boolean collect(String path, JsonNode group, Map<String, Policy> policies) {
    for (Map.Entry<String, JsonNode> field : group.properties()) {
      String key = path + field.getKey();
      boolean known =
          field.getValue().isObject()
              ? collect(key + ".", field.getValue(), policies)
              : policy(field.getValue()).filter(p -> policies.put(key, p) == null).isPresent();
      if (!known) {
        return false;
      }
    }
    return true;
  }

  private static Optional<Policy> policy(JsonNode written) {
    return Arrays.stream(Policy.values())
        .filter(policy -> written(policy).equals(written.asText()))
        .findFirst();
  }

  private static String written(Policy policy) {
    return policy.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static boolean isName(String name) {
    return !name.isBlank() && name.length() <= Limits.NAME_CHARS_MAX;
  }
}
