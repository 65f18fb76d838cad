package io.onefold.config;

import io.onefold.config.key.Key;
import io.onefold.config.key.Kinds;
import io.onefold.config.key.Section;
import io.onefold.event.Limits;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What personalize calls may see, and how long they may wait.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param deadline after this long a call gets what is ready, marked as partial
 * @param consentPurpose what a person must not have refused to be shown anything of
 * @param projections by name; there always is one called {@link #DEFAULT_PROJECTION}
 */
public record PersonalizeConfig(
    Duration deadline, String consentPurpose, Map<String, ProjectionConfig> projections) {

  /** Name of the projection of callers that ask for none. */
  public static final String DEFAULT_PROJECTION = "default";

  private static final Key<Duration> DEADLINE =
      Key.of("deadline", Duration.ofMillis(50), Kinds.time("1ms", "10s"));

  private static final Key<String> CONSENT_PURPOSE =
      Key.of(
          "consent-purpose",
          "personalization",
          Kinds.text(
              name -> !name.isBlank() && name.length() <= Limits.NAME_CHARS_MAX,
              "a name of up to " + Limits.NAME_CHARS_MAX + " characters"));

  private static final String PROJECTIONS = "projections";
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,39}");

  public PersonalizeConfig {
    DEADLINE.require(deadline);
    CONSENT_PURPOSE.require(consentPurpose);
    Map<String, ProjectionConfig> all = new HashMap<>(projections);
    all.putIfAbsent(DEFAULT_PROJECTION, ProjectionConfig.DEFAULT);
    projections = Map.copyOf(all);
  }

  static PersonalizeConfig read(Section section) {
    Map<String, ProjectionConfig> projections = new HashMap<>();
    section
        .map(PROJECTIONS)
        .orElse(Map.of())
        .forEach(
            (name, projection) -> {
              if (!NAME.matcher(name).matches()) {
                section.complain(
                    PROJECTIONS, name, "names of small letters, digits, dashes and underscores");
              }
              projections.put(name, ProjectionConfig.read(projection));
            });
    return new PersonalizeConfig(
        section.read(DEADLINE), section.read(CONSENT_PURPOSE), projections);
  }
}
