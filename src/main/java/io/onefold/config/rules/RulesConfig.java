package io.onefold.config.rules;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import io.onefold.config.key.Key;
import io.onefold.config.key.Kinds;
import io.onefold.config.key.Section;
import io.onefold.event.IdentifierType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * By what people are told apart. The only settings that may change while the node runs.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param defaultRegion ISO 3166 country of phone numbers written without one; {@code ZZ} for none,
 *     which leaves only numbers that begin with +
 * @param browserMerges what a browser's word is worth
 * @param devicePolicy what becomes of a device that two people use
 * @param caps what holds for a profile as a whole
 * @param blockedValues of every type, that name nobody, beside the built-in ones
 * @param types one for each of {@link #TYPES}
 */
public record RulesConfig(
    String defaultRegion,
    BrowserMerges browserMerges,
    DevicePolicy devicePolicy,
    CapsConfig caps,
    List<String> blockedValues,
    Map<IdentifierType, TypeConfig> types) {

  /** Whether events sent with a public key may link people. */
  public enum BrowserMerges {
    /** Yes, within the identifier rules. */
    OPEN,
    /** Only people whom the account's own back end has signed. */
    SIGNED
  }

  /** What becomes of a device on which a second person logs in. */
  public enum DevicePolicy {
    /** It stays with its owner. */
    KEEP,
    /** It goes to whoever logged in last. */
    REASSIGN_LATEST,
    /** It becomes nobody's. */
    ISOLATE
  }

  /** The types that have rules to set; link tokens are made by the node, and have none. */
  public static final List<IdentifierType> TYPES =
      Arrays.stream(IdentifierType.values())
          .filter(type -> type != IdentifierType.LINK_TOKEN)
          .toList();

  private static final Key<String> DEFAULT_REGION =
      Key.of(
          "default-region",
          "ZZ",
          Kinds.text(RulesConfig::isRegion, "an ISO 3166 country such as NL, or ZZ for none"));
  private static final Key<BrowserMerges> BROWSER_MERGES =
      Key.of("browser-merges", BrowserMerges.OPEN, Kinds.choice(BrowserMerges.class));
  private static final Key<DevicePolicy> DEVICE_POLICY =
      Key.of("device-policy", DevicePolicy.KEEP, Kinds.choice(DevicePolicy.class));
  private static final String CAPS = "caps";
  private static final String TYPES_GROUP = "types";
  private static final String ORDER =
      "a number that no other type has, lower for all types of people than for anonymous_id, and"
          + " lower for that than for order_id";

  /** What holds where nothing is configured. */
  public static final RulesConfig STANDARD =
      new RulesConfig(
          "ZZ",
          BrowserMerges.OPEN,
          DevicePolicy.KEEP,
          CapsConfig.STANDARD,
          List.of(),
          Map.of(
              IdentifierType.CUSTOMER_ID, TypeConfig.unique(IdentifierType.CUSTOMER_ID, 10, 3),
              IdentifierType.EMAIL, TypeConfig.atMost(5, IdentifierType.EMAIL, 20, 10),
              IdentifierType.PHONE, TypeConfig.atMost(5, IdentifierType.PHONE, 30, 10),
              IdentifierType.SOURCE_ID, TypeConfig.atMost(20, IdentifierType.SOURCE_ID, 40, 0),
              IdentifierType.ANONYMOUS_ID,
                  TypeConfig.atMost(100, IdentifierType.ANONYMOUS_ID, 50, 0),
              IdentifierType.ORDER_ID, TypeConfig.atMost(200, IdentifierType.ORDER_ID, 60, 0)));

  public RulesConfig {
    DEFAULT_REGION.require(defaultRegion);
    blockedValues = List.copyOf(Blocked.KEY.require(blockedValues));
    types = Map.copyOf(types);
    if (!types.keySet().containsAll(TYPES) || types.size() != TYPES.size()) {
      throw new IllegalArgumentException("each of " + TYPES + " needs a rule");
    }
    if (!misplaced(types, types).isEmpty()) {
      throw new IllegalArgumentException("each type needs " + ORDER);
    }
  }

  /**
   * Reads rules, noting what is wrong with them.
   *
   * @param otherwise what holds for those that are not set
   */
  public static RulesConfig read(Section section, RulesConfig otherwise) {
    return new RulesConfig(
        section.read(DEFAULT_REGION.or(otherwise.defaultRegion)),
        section.read(BROWSER_MERGES.or(otherwise.browserMerges)),
        section.read(DEVICE_POLICY.or(otherwise.devicePolicy)),
        CapsConfig.read(section.section(CAPS), otherwise.caps),
        Blocked.both(otherwise.blockedValues, section.read(Blocked.KEY)),
        readTypes(section.section(TYPES_GROUP), otherwise.types));
  }

  /** The types that have rules to set, in the order in which they decide where an event goes. */
  public List<IdentifierType> order() {
    return TYPES.stream()
        .sorted((one, other) -> Integer.compare(priority(one), priority(other)))
        .toList();
  }

  private int priority(IdentifierType type) {
    return types.get(type).priority();
  }

  private static Map<IdentifierType, TypeConfig> readTypes(
      Section section, Map<IdentifierType, TypeConfig> otherwise) {
    Map<IdentifierType, TypeConfig> types = new EnumMap<>(IdentifierType.class);
    Map<IdentifierType, Section> sections = new EnumMap<>(IdentifierType.class);
    for (IdentifierType type : TYPES) {
      Section ofType = section.section(type.wireName());
      sections.put(type, ofType);
      types.put(type, TypeConfig.read(ofType, type, otherwise.get(type)));
    }
    List<IdentifierType> misplaced = misplaced(types, otherwise);
    misplaced.forEach(
        type ->
            sections.get(type).complain(TypeConfig.PRIORITY, types.get(type).priority(), ORDER));
    return misplaced.isEmpty() ? types : otherwise;
  }

  /**
   * The types whose priority cannot stand beside that of another one. An event of a person that
   * went where its device or its order leads would count for somebody else.
   */
  private static List<IdentifierType> misplaced(
      Map<IdentifierType, TypeConfig> types, Map<IdentifierType, TypeConfig> otherwise) {
    List<IdentifierType> misplaced = new ArrayList<>();
    for (IdentifierType strong : TYPES) {
      for (IdentifierType weak : TYPES.subList(strong.ordinal() + 1, TYPES.size())) {
        int first = types.get(strong).priority();
        int second = types.get(weak).priority();
        boolean isFixed = strong.strength() != weak.strength();
        if (first == second || (isFixed && first > second)) {
          boolean moved = second != otherwise.get(weak).priority();
          misplaced.add(moved ? weak : strong);
        }
      }
    }
    return misplaced.stream().distinct().toList();
  }

  private static boolean isRegion(String region) {
    return region.equals("ZZ")
        || PhoneNumberUtil.getInstance().getSupportedRegions().contains(region);
  }
}
