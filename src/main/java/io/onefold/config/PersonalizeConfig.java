package io.onefold.config;

import io.onefold.config.key.Key;
import io.onefold.config.key.Kinds;
import io.onefold.config.key.Section;
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
 * @param projections by name; there always is one called {@link #DEFAULT_PROJECTION}
 */
public record PersonalizeConfig(Duration deadline, Map<String, ProjectionConfig> projections) {

  /** Name of the projection of callers that ask for none. */
  public static final String DEFAULT_PROJECTION = "default";

  private static final Key<Duration> DEADLINE =
      Key.of("deadline", Duration.ofMillis(50), Kinds.time("1ms", "10s"));

  private static final String PROJECTIONS = "projections";
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,39}");

  public PersonalizeConfig {
    DEADLINE.require(deadline);
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
    return new PersonalizeConfig(section.read(DEADLINE), projections);
  }
}
