package io.onefold.sim;

import io.onefold.event.IdentifierType;
import io.onefold.identity.DevicePolicy;
import io.onefold.identity.Rules;
import io.onefold.identity.TypeRule;
import io.onefold.identity.TypeRule.Beyond;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

/** The rules that an operator may bring in while everything goes on. */
final class Policies {

  private static final long WINDOW_MS = 60_000;

  private final Random random;
  private int version = Rules.STANDARD.version();

  Policies(Random random) {
    this.random = random;
  }

  /** No limit at all, as if two customers could be one. */
  Rules loose() {
    Map<IdentifierType, TypeRule> types = new EnumMap<>(IdentifierType.class);
    for (IdentifierType type : IdentifierType.values()) {
      types.put(type, new TypeRule(false, 1_000, 0, Beyond.REFUSE, 0));
    }
    return new Rules(++version, types, DevicePolicy.KEEP, Rules.Caps.STANDARD);
  }

  /** Limits so tight that they bite in a run of a few events. */
  Rules tight() {
    Map<IdentifierType, TypeRule> types = new EnumMap<>(IdentifierType.class);
    for (IdentifierType type : IdentifierType.values()) {
      types.put(type, rule(type));
    }
    Rules.Caps caps =
        new Rules.Caps(3 + random.nextInt(6), 1 + random.nextInt(4), 1 + random.nextInt(3));
    DevicePolicy[] policies = DevicePolicy.values();
    return new Rules(++version, types, policies[random.nextInt(policies.length)], caps);
  }

  private TypeRule rule(IdentifierType type) {
    int claimantsMax = random.nextInt(3);
    if (type == IdentifierType.CUSTOMER_ID) {
      return new TypeRule(true, 1, 0, Beyond.REFUSE, claimantsMax);
    }
    Beyond beyond = random.nextInt(3) == 0 ? Beyond.REPLACE_OLDEST : Beyond.REFUSE;
    long windowMs = random.nextBoolean() ? 0 : WINDOW_MS;
    return new TypeRule(false, 1 + random.nextInt(4), windowMs, beyond, claimantsMax);
  }
}
