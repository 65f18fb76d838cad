package io.onefold.personalize;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.onefold.event.IdentifierType;
import io.onefold.event.ProfileId;
import io.onefold.event.Value;
import io.onefold.message.View.Projection;
import io.onefold.profile.IdentityFacts;
import io.onefold.profile.ProfileFacts;
import io.onefold.profile.ProfileFacts.Attribute;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Rendering a profile of 3 identifiers and 8 attributes, whole and through a projection of 6
 * attributes and 3 metrics; the projection also through Jackson's generator, which would be the
 * alternative to our own writer.
 *
 * <p>{@code mvn -q -Pjmh process-test-classes -Djmh.args=PersonalizeBenchmark}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class PersonalizeBenchmark {

  private static final long NOW_MS = 1_795_000_000_000L;
  private static final List<String> KEYS =
      IntStream.range(0, 8).mapToObj(i -> "custom.attribute_" + i).toList();

  private final Projection projection =
      new Projection(
          "default",
          KEYS.subList(1, 7),
          List.of("order_count", "total_spend", "visit_count"),
          true,
          true,
          "personalization");
  private final JsonFactory jackson = new JsonFactory();
  private final ProfileFacts facts =
      new ProfileFacts(
          1,
          true,
          NOW_MS,
          NOW_MS,
          KEYS.stream()
              .map(key -> new Attribute(key, Value.text("value of " + key), "tracking", NOW_MS))
              .toList(),
          new ProfileFacts.Metrics(
              20,
              2,
              Map.of("EUR", 1_255_000L),
              "EUR",
              NOW_MS,
              4,
              new TreeMap<>(Map.of("Order Completed", 2L, "Product Viewed", 9L, "page", 9L))),
          List.of(new ProfileFacts.ConsentFact("marketing", true, "tracking", NOW_MS)),
          List.of(),
          false,
          Optional.empty());
  private final IdentityFacts identity =
      new IdentityFacts(
          ProfileId.of(NOW_MS, 1, 2, 3),
          "0123456789abcdefghijABCDEFGHIJ0123456789abcd",
          true,
          Stream.of(IdentifierType.CUSTOMER_ID, IdentifierType.EMAIL, IdentifierType.ANONYMOUS_ID)
              .map(type -> new IdentityFacts.Known(type, "a@b.eu", NOW_MS, NOW_MS, "tracking"))
              .toList(),
          List.of(),
          List.of(),
          List.of());

  @Benchmark
  public byte[] projection() {
    return ProjectionJson.render(facts, projection);
  }

  @Benchmark
  public byte[] whole() {
    return ProfileJson.render(facts, identity, "email:a@b.eu", "EUR");
  }

  /** What a projection does, with a generator in the place of our writer. */
  @Benchmark
  public byte[] projectionByJackson() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(768);
    try (JsonGenerator out = jackson.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeBooleanField("success", true);
      out.writeBooleanField("partial", false);
      out.writeStringField("projection", projection.name());
      out.writeArrayFieldStart("segments");
      out.writeEndArray();
      out.writeObjectFieldStart("attributes");
      for (Attribute attribute : facts.attributes().subList(1, 7)) {
        out.writeStringField(attribute.key(), attribute.value().text());
      }
      out.writeEndObject();
      out.writeObjectFieldStart("metrics");
      out.writeNumberField("order_count", facts.metrics().orderCount());
      out.writeNumberField("total_spend", 125.5);
      out.writeNumberField("visit_count", facts.metrics().visitCount());
      out.writeEndObject();
      out.writeObjectFieldStart("predictions");
      out.writeEndObject();
      out.writeArrayFieldStart("recommendations");
      out.writeEndArray();
      out.writeEndObject();
    }
    return bytes.toByteArray();
  }
}
