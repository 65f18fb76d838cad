package io.onefold.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The dashboard can be loaded, and asks for nothing that no node says. */
class DashboardTest {

  private static final Path FILE = Path.of("config", "grafana", "onefold-cluster.json");
  private static final int COLUMNS = 24;
  private static final Pattern METRIC =
      Pattern.compile("\\b(?:onefold|jvm|process|system)_[a-z_]+(?=[{]|$|,)");
  private static final Pattern SERIES = Pattern.compile("(?m)^([a-z_]+)[{ ]");

  /** Said by a node of a cluster, beside what every node says. */
  private static final Set<String> OF_CLUSTER =
      Set.of(
          "onefold_cluster_members",
          "onefold_cluster_lease_valid",
          "onefold_shard_state",
          "onefold_shard_takeovers_total",
          "onefold_shard_restore_seconds_bucket",
          "onefold_journal_lag_batches",
          "onefold_journal_lag_bytes",
          "onefold_journal_lag_seconds",
          "onefold_erasures_total",
          "onefold_purges_total");

  /** Said from the first collection on. */
  private static final Set<String> OF_COLLECTIONS =
      Set.of("jvm_gc_pause_seconds_sum", "jvm_gc_pause_seconds_max");

  private JsonNode dashboard;

  @BeforeEach
  void read() throws IOException {
    dashboard = new ObjectMapper().readTree(Files.readString(FILE));
  }

  @Test
  void panels_haveIdsAndPlacesOfTheirOwn() {
    Set<Integer> ids = new HashSet<>();
    Set<String> cells = new HashSet<>();
    for (JsonNode panel : dashboard.path("panels")) {
      assertThat(ids.add(panel.path("id").intValue())).isTrue();
      JsonNode place = panel.path("gridPos");
      int right = place.path("x").intValue() + place.path("w").intValue();
      int bottom = place.path("y").intValue() + place.path("h").intValue();
      assertThat(right).isLessThanOrEqualTo(COLUMNS);
      for (int x = place.path("x").intValue(); x < right; x++) {
        for (int y = place.path("y").intValue(); y < bottom; y++) {
          assertThat(cells.add(x + " " + y)).as(panel.path("title").asText()).isTrue();
        }
      }
    }
    assertThat(ids).doesNotContain(0).hasSizeGreaterThan(30);
  }

  @Test
  void variables_chooseSourceAndNodes() {
    assertThat(dashboard.path("templating").path("list"))
        .extracting(
            variable -> variable.path("name").asText() + " " + variable.path("type").asText())
        .containsExactly("datasource datasource", "job query", "instance query");
    assertThat(dashboard.path("uid").asText()).isEqualTo("onefold-cluster");
  }

  @Test
  void panels_askTheChosenSourceForTheChosenNodes() {
    for (JsonNode panel : dashboard.path("panels")) {
      if (!panel.path("type").asText().equals("row")) {
        assertThat(panel.path("targets")).isNotEmpty();
        assertThat(panel.path("datasource").path("uid").asText()).isEqualTo("${datasource}");
      }
      for (JsonNode target : panel.path("targets")) {
        String query = target.path("expr").asText();
        assertThat(target.path("datasource").path("uid").asText()).isEqualTo("${datasource}");
        assertThat(metrics(query)).as(query).hasSize(1);
        assertThat(query).contains("job=~\"$job\",instance=~\"$instance\"");
      }
    }
  }

  @Test
  void metrics_areSaidByANode() {
    Set<String> said = new HashSet<>(OF_CLUSTER);
    said.addAll(OF_COLLECTIONS);
    try (Meters meters = new Meters(2, () -> 0)) {
      said.addAll(found(SERIES, meters.scrape()));
    }
    assertThat(said).containsAll(asked());
  }

  @Test
  void metrics_ofCluster_areAllShown() {
    assertThat(asked()).containsAll(OF_CLUSTER);
  }

  private Set<String> asked() {
    List<String> queries = new ArrayList<>();
    for (JsonNode panel : dashboard.path("panels")) {
      panel.path("targets").forEach(target -> queries.add(target.path("expr").asText()));
    }
    dashboard
        .path("templating")
        .path("list")
        .forEach(variable -> queries.add(variable.path("definition").asText()));
    return queries.stream()
        .flatMap(query -> metrics(query).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> metrics(String query) {
    return found(METRIC, query);
  }

  private static Set<String> found(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .map(name -> name.strip().replace("{", ""))
        .collect(Collectors.toSet());
  }
}
