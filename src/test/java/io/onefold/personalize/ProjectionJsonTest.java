package io.onefold.personalize;

import static io.onefold.personalize.Samples.SUMMER_MS;
import static io.onefold.personalize.Samples.attribute;
import static io.onefold.personalize.Samples.facts;
import static io.onefold.personalize.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.onefold.event.Value;
import io.onefold.message.View.Projection;
import io.onefold.profile.ProfileFacts.Attribute;
import io.onefold.profile.ProfileFacts.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ProjectionJsonTest {

  @Test
  void render_namedAttributes_showsOnlyThose() {
    JsonNode read =
        json(
            ProjectionJson.render(
                Samples.ann(),
                projection(
                    List.of("custom.vip", "core_data.first_name", "custom.none", "custom.tags"),
                    List.of())));
    assertThat(read)
        .isEqualTo(
            json(
                "{'success':true,'partial':false,'projection':'home','segments':[],"
                    + "'attributes':{'custom.vip':true,'core_data.first_name':'Ann',"
                    + "'custom.tags':['a',{'b':null}]},"
                    + "'predictions':{},'recommendations':[]}"));
  }

  @Test
  void render_namedMetrics_showsOnlyThose() {
    JsonNode read =
        json(
            ProjectionJson.render(
                Samples.ann(),
                projection(List.of(), List.of("visit_count", "total_spend", "no_metric"))));
    assertThat(read.path("metrics")).isEqualTo(json("{'visit_count':3,'total_spend':12.55}"));
    assertThat(read.path("attributes")).isEqualTo(json("{}"));
  }

  @Test
  void render_severalCurrencies_hasNoTotal() {
    Metrics metrics =
        new Metrics(2, 2, Map.of("EUR", 10_000L, "USD", 20_000L), "USD", SUMMER_MS, 0, Map.of());
    JsonNode read =
        json(
            ProjectionJson.render(
                facts(List.of(), metrics),
                projection(List.of(), List.of("total_spend", "total_spend_currency", "spend"))));
    assertThat(read.path("metrics"))
        .isEqualTo(
            json("{'total_spend':2,'total_spend_currency':'USD','spend':{'EUR':1,'USD':2}}"));
  }

  @Test
  void render_manyAttributes_findsEach() {
    List<Attribute> attributes = new ArrayList<>();
    IntStream.range(1_000, 1_257)
        .forEach(i -> attributes.add(attribute("custom.k" + i, Value.text("v" + i))));
    List<String> keys = attributes.stream().map(Attribute::key).toList();
    JsonNode read =
        json(
            ProjectionJson.render(
                facts(attributes, Samples.NO_METRICS), projection(keys, List.of())));
    assertThat(read.path("attributes").size()).isEqualTo(keys.size());
    attributes.forEach(
        attribute ->
            assertThat(read.path("attributes").path(attribute.key()).textValue())
                .isEqualTo(attribute.value().text()));
  }

  @Test
  void empty_noProfile_isComplete() {
    assertThat(json(ProjectionJson.empty(projection(List.of("custom.vip"), List.of()))))
        .isEqualTo(
            json(
                "{'success':true,'partial':false,'projection':'home','segments':[],"
                    + "'attributes':{},'predictions':{},'recommendations':[]}"));
  }

  @Test
  void late_metricsNamed_isPartial() {
    assertThat(json(ProjectionJson.late(projection(List.of(), List.of("visit_count")))))
        .isEqualTo(
            json(
                "{'success':true,'partial':true,'projection':'home','segments':[],"
                    + "'attributes':{},'metrics':{},'predictions':{},'recommendations':[]}"));
  }

  private static Projection projection(List<String> attributes, List<String> metrics) {
    return new Projection("home", attributes, metrics, true, true, "personalization");
  }
}
