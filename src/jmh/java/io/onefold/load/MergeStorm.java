package io.onefold.load;

import io.onefold.load.Component.Shape;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Many merges at once: people who each exist as 20 profiles, a third of them tied as stars, a third
 * as chains, a third as rings; all ties are told in any order as fast as the node takes them. How
 * long until everybody is one.
 *
 * <p>{@code mvn -q -Ptool process-test-classes -Dtool=io.onefold.load.MergeStorm -Dtool.args="8080
 * 500 20"}: port, people, profiles each. At most 21: a profile may absorb 20 others an hour.
 *
 * <p>With {@code giant} before the port it is {@link GiantComponent} that is made.
 *
 * <p><b>Threading.</b> One event loop.
 */
public final class MergeStorm {

  private static final int CONNECTIONS = 32;
  private static final int PATIENCE_S = 120;
  private static final int STRAGGLERS_SHOWN = 5;

  private MergeStorm() {}

  /** See above. */
  public static void main(String[] args) {
    if (args[0].equals("giant")) {
      GiantComponent.run(
          Integer.parseInt(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]));
      return;
    }
    String run = Visitors.newRun();
    Random random = new Random(1);
    int profiles = Integer.parseInt(args[2]);
    List<Component> components = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(args[1]); i++) {
      Shape shape = Shape.values()[i % Shape.values().length];
      components.add(Component.person(run + '-' + i, profiles, shape, random));
    }
    try (NodeClient client = new NodeClient(Integer.parseInt(args[0]), CONNECTIONS)) {
      storm(client, new Storm(client, run, components, random), components.size());
    }
  }

  private static void storm(NodeClient client, Storm storm, int people) {
    client.await(storm::create);
    JsonObject before = client.await(() -> client.read("/v1/stats"));
    Figures figures = client.await(() -> Figures.of(client));
    IO.println("%d profiles are to be %d".formatted(storm.births(), people));

    client.await(storm::tie);
    long untilNs = storm.lastAnsweredNs() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
    List<Component> open = client.await(() -> storm.settle(untilNs));
    long settledNs = System.nanoTime();

    JsonObject after = client.await(() -> client.read("/v1/stats"));
    Figures now = client.await(() -> Figures.of(client));
    List<String> divided = client.await(storm::divided);
    IO.println(
        "%d links taken in %.2f s, %d calls repeated"
            .formatted(
                storm.links(),
                (storm.lastAnsweredNs() - storm.firstSentNs()) / 1e9,
                client.repeated()));
    IO.println(storm.batches().line("batches of links taken", 50, 90, 99, 100));
    IO.println(
        "%s settled %.3f s after the first link was sent, %.3f s after the last was answered"
            .formatted(
                open.isEmpty() ? "all" : "NOT ALL",
                (settledNs - storm.firstSentNs()) / 1e9,
                (settledNs - storm.lastAnsweredNs()) / 1e9));
    IO.println(
        "merges %d of %d, events %d of %d, refusals %s"
            .formatted(
                rise(before, after, "merges"),
                storm.births() - people,
                rise(before, after, "events"),
                storm.links(),
                now.refusals(figures)));
    IO.println(
        "stragglers after %d s: %d; found as several profiles by some name: %d"
            .formatted(PATIENCE_S, open.size(), divided.size()));
    open.stream().limit(STRAGGLERS_SHOWN).forEach(c -> IO.println("  " + c.all()));
    divided.stream().limit(STRAGGLERS_SHOWN).forEach(line -> IO.println("  " + line));
    IO.println(now.latency(figures, "ingest"));
  }

  /** By how much a count of {@code /v1/stats} has risen. */
  static long rise(JsonObject before, JsonObject after, String count) {
    return after.getLong(count) - before.getLong(count);
  }
}
