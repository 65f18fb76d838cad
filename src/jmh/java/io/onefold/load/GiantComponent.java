package io.onefold.load;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Profiles that all are to be one, and are too many to be a person: the node has to stop at a cap,
 * to say so, and to lose no event.
 *
 * <p>Devices in a chain, told in any order. With one name a profile, 400 profiles pass the cap of
 * 200 merges; with five names a profile, 120 pass that of 500 identifiers. The limits that would
 * bite before have to be out of the way: the node is started with
 *
 * <pre>
 *   ONEFOLD_IDENTITY_CAPS_MERGES_PER_HOUR=1000 ONEFOLD_IDENTITY_TYPES_ANONYMOUS_ID_LIMIT=1000
 * </pre>
 *
 * <p>{@code mvn -q -Ptool process-test-classes -Dtool=io.onefold.load.MergeStorm -Dtool.args="giant
 * 8080 400 1"}: port, profiles, names each.
 *
 * <p><b>Threading.</b> One event loop.
 */
final class GiantComponent {

  private static final int CONNECTIONS = 32;

  /** More than a component may have that is to be stopped by a cap and not by another limit. */
  private static final int LIMIT_WANTED = 1_000;

  private GiantComponent() {}

  static void run(int port, int profiles, int namesEach) {
    String run = Visitors.newRun();
    Component giant = Component.devices(run, profiles, namesEach);
    try (NodeClient client = new NodeClient(port, CONNECTIONS)) {
      JsonObject rules = client.await(() -> client.read("/v1/rules")).getJsonObject("rules");
      int deviceMax =
          rules.getJsonObject("types").getJsonObject("anonymous_id").getInteger("limit");
      JsonObject caps = rules.getJsonObject("caps");
      if (deviceMax < LIMIT_WANTED || caps.getInteger("merges_per_hour") < LIMIT_WANTED) {
        throw new IllegalStateException(
            "the node's anonymous_id limit and merges-per-hour must be %d, not %d and %d"
                .formatted(LIMIT_WANTED, deviceMax, caps.getInteger("merges_per_hour")));
      }
      grow(client, new Storm(client, run, List.of(giant), new Random(1)), giant, caps);
    }
  }

  private static void grow(NodeClient client, Storm storm, Component giant, JsonObject caps) {
    client.await(storm::create);
    JsonObject before = client.await(() -> client.read("/v1/stats"));
    Figures figures = client.await(() -> Figures.of(client));
    client.await(storm::tie);
    client.await(() -> Each.of(giant.size(), 1, i -> atRest(client, giant, i)));
    double seconds = (System.nanoTime() - storm.lastAnsweredNs()) / 1e9;

    Map<String, JsonObject> identities = client.await(() -> storm.profiles(giant, false));
    Map<String, JsonObject> found = client.await(() -> storm.profiles(giant, true));
    JsonObject after = client.await(() -> client.read("/v1/stats"));
    Figures now = client.await(() -> Figures.of(client));
    IO.println(
        "at rest %.2f s after the last of %d links was answered: %d profiles are %d"
            .formatted(seconds, storm.links(), giant.size(), found.size()));
    IO.println(
        "the largest has %d identifiers, cap %d, and absorbed %d profiles, cap %d"
            .formatted(
                largest(identities.values(), "identifiers"),
                caps.getInteger("identifiers"),
                largest(identities.values(), "merges"),
                caps.getInteger("merges")));
    IO.println(
        "stats: giant_components +%d, refusals +%d, merges +%d; metrics: refusals %s"
            .formatted(
                MergeStorm.rise(before, after, "giant_components"),
                MergeStorm.rise(before, after, "refusals"),
                MergeStorm.rise(before, after, "merges"),
                now.refusals(figures)));
    IO.println(
        "events sent %d, on the profiles %d"
            .formatted(storm.births() + storm.links(), events(found.values())));
  }

  private static Future<Void> atRest(NodeClient client, Component giant, int i) {
    return client.ask(giant.names().get(i).getFirst().identity(), Name::atRest).mapEmpty();
  }

  private static int largest(Collection<JsonObject> identities, String list) {
    return identities.stream().mapToInt(one -> one.getJsonArray(list).size()).max().orElse(0);
  }

  private static long events(Collection<JsonObject> profiles) {
    return profiles.stream()
        .mapToLong(one -> one.getJsonObject("metrics").getLong("event_count"))
        .sum();
  }
}
