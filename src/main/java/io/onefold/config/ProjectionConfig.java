package io.onefold.config;

import io.onefold.config.key.Key;
import io.onefold.config.key.Kind;
import io.onefold.config.key.Kinds;
import io.onefold.config.key.Section;
import io.onefold.event.Limits;
import java.util.List;

/**
 * What a personalize call with a public key may see of a profile; everything not named here stays
 * inside.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param attributes keys such as {@code custom.shoe_size}
 * @param metrics names such as {@code order_count}
 * @param segments whether the keys of the profile's segments are told
 * @param predictions whether predictions and recommendations are told
 */
public record ProjectionConfig(
    List<String> attributes, List<String> metrics, boolean segments, boolean predictions) {

  private static final Kind<List<String>> NAMES =
      Kinds.list(
          Kinds.text(
              name -> !name.isBlank() && name.length() <= Limits.NAME_CHARS_MAX,
              "a name of up to " + Limits.NAME_CHARS_MAX + " characters"));

  private static final Key<List<String>> ATTRIBUTES = Key.of("attributes", List.of(), NAMES);
  private static final Key<List<String>> METRICS = Key.of("metrics", List.of(), NAMES);
  private static final Key<Boolean> SEGMENTS = Key.of("segments", false, Kinds.flag());
  private static final Key<Boolean> PREDICTIONS = Key.of("predictions", false, Kinds.flag());

  /** The projection of callers that ask for none: nothing personal. */
  public static final ProjectionConfig DEFAULT =
      new ProjectionConfig(List.of(), List.of("order_count", "visit_count"), true, true);

  public ProjectionConfig {
    attributes = List.copyOf(ATTRIBUTES.require(attributes));
    metrics = List.copyOf(METRICS.require(metrics));
  }

  /** Reads a projection that was written down: what it does not mention it does not show. */
  static ProjectionConfig read(Section section) {
    return new ProjectionConfig(
        section.read(ATTRIBUTES),
        section.read(METRICS),
        section.read(SEGMENTS),
        section.read(PREDICTIONS));
  }
}
