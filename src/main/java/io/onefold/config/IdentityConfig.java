package io.onefold.config;

import io.onefold.config.key.Key;
import io.onefold.config.key.Kinds;
import io.onefold.config.key.Section;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * How people are told apart.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param key hashes identifiers; if empty, the node makes one under its data directory
 * @param dedupWindow how long a message id is remembered
 * @param dedupBudgetBytes what remembering may take on this node; the oldest hour goes first
 * @param defaultRegion ISO 3166 country of phone numbers written without one; {@code ZZ} for none,
 *     which leaves only numbers that begin with +
 * @param browserMerges what a browser's word is worth
 * @param blockedValues identifier values that name nobody, beside the built-in ones; one in slashes
 *     is a regular expression for the whole value
 */
public record IdentityConfig(
    Optional<IdentityKey> key,
    Duration dedupWindow,
    long dedupBudgetBytes,
    String defaultRegion,
    BrowserMerges browserMerges,
    List<String> blockedValues) {

  /** Whether events sent with a public key may unite profiles. */
  public enum BrowserMerges {
    /** Yes, within the identifier rules. */
    OPEN
  }

  private static final String NO_REGION = "ZZ";

  private static final Key<Optional<String>> KEY =
      Key.secret(
          "key",
          Optional.empty(),
          Kinds.optional(
              Kinds.text(
                  text -> IdentityKey.parse(text).isPresent(),
                  "64 hexadecimal digits, or base64 of 32 bytes")));
  private static final Key<Duration> DEDUP_WINDOW =
      Key.of("dedup-window", Duration.ofHours(24), Kinds.time("1h", "30h"));
  private static final Key<Long> DEDUP_BUDGET =
      Key.of("dedup-budget", 512L << 20, Kinds.size("1MB", "1TB"));
  private static final Key<String> DEFAULT_REGION =
      Key.of(
          "default-region",
          NO_REGION,
          Kinds.text(IdentityConfig::isRegion, "an ISO 3166 country such as NL, or ZZ for none"));
  private static final Key<BrowserMerges> BROWSER_MERGES =
      Key.of("browser-merges", BrowserMerges.OPEN, Kinds.choice(BrowserMerges.class));
  private static final Key<List<String>> BLOCKED_VALUES =
      Key.of(
          "blocked-values",
          List.of(),
          Kinds.list(Kinds.text(IdentityConfig::isBlockable, "a value or a /regular expression/")));

  public IdentityConfig {
    DEDUP_WINDOW.require(dedupWindow);
    DEDUP_BUDGET.require(dedupBudgetBytes);
    DEFAULT_REGION.require(defaultRegion);
    BROWSER_MERGES.require(browserMerges);
    blockedValues = List.copyOf(BLOCKED_VALUES.require(blockedValues));
  }

  static IdentityConfig read(Section section) {
    return new IdentityConfig(
        section.read(KEY).flatMap(IdentityKey::parse),
        section.read(DEDUP_WINDOW),
        section.read(DEDUP_BUDGET),
        section.read(DEFAULT_REGION),
        section.read(BROWSER_MERGES),
        section.read(BLOCKED_VALUES));
  }

  /** The blocked values that are meant letter by letter. */
  public List<String> blockedTexts() {
    return blockedValues.stream().filter(value -> !isExpression(value)).toList();
  }

  /** The blocked values that are regular expressions, each for a whole identifier value. */
  public List<Pattern> blockedPatterns() {
    return blockedValues.stream()
        .filter(IdentityConfig::isExpression)
        .map(value -> Pattern.compile(value.substring(1, value.length() - 1)))
        .toList();
  }

  private static boolean isRegion(String region) {
    return region.equals(NO_REGION)
        || Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2).contains(region);
  }

  private static boolean isExpression(String value) {
    return value.length() > 2 && value.startsWith("/") && value.endsWith("/");
  }

  private static boolean isBlockable(String value) {
    try {
      return isExpression(value)
          ? Pattern.compile(value.substring(1, value.length() - 1)) != null
          : !value.isBlank();
    } catch (PatternSyntaxException malformed) {
      return false;
    }
  }
}
