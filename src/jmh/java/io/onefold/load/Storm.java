package io.onefold.load;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Brings the profiles of components, then tells all their links in any order, as fast as the node
 * takes them, and finds out what became of them.
 *
 * <p><b>Threading.</b> Confined to its client's event loop.
 *
 * <p><b>Bounds.</b> {@link #BATCHES_AT_ONCE} batches under way, {@link #QUESTIONS_AT_ONCE}
 * questions.
 */
final class Storm {

  static final int BATCHES_AT_ONCE = 16;

  private static final int BATCH = 100;
  private static final int QUESTIONS_AT_ONCE = 16;

  private final NodeClient client;
  private final String run;
  private final List<Component> components;
  private final List<String> links = new ArrayList<>();
  private final Latencies batches = new Latencies();
  private long firstSentNs;
  private long lastAnsweredNs;

  Storm(NodeClient client, String run, List<Component> components, Random random) {
    this.client = client;
    this.run = run;
    this.components = components;
    for (Component component : components) {
      component.links().forEach(l -> links.add(component.tie(run + "-t" + links.size(), l)));
    }
    Collections.shuffle(links, random);
  }

  int links() {
    return links.size();
  }

  /** How many events make the profiles. */
  int births() {
    return components.stream().mapToInt(Component::size).sum();
  }

  long firstSentNs() {
    return firstSentNs;
  }

  long lastAnsweredNs() {
    return lastAnsweredNs;
  }

  /** Brings every profile, alone, and waits until each is at rest. */
  Future<Void> create() {
    List<String> events = new ArrayList<>();
    List<Name> names = new ArrayList<>();
    for (Component component : components) {
      for (int i = 0; i < component.size(); i++) {
        events.add(component.birth(run + "-b" + events.size(), i));
        names.add(component.names().get(i).getFirst());
      }
    }
    Collections.shuffle(events, new Random(1));
    return Visitors.create(client, events.size(), events::get)
        .compose(
            sent ->
                Each.of(
                    names.size(),
                    QUESTIONS_AT_ONCE,
                    i -> client.ask(names.get(i).identity(), Name::atRest).mapEmpty()));
  }

  /** Sends all links. */
  Future<Void> tie() {
    firstSentNs = System.nanoTime();
    return Each.of((links.size() + BATCH - 1) / BATCH, BATCHES_AT_ONCE, this::tie)
        .onSuccess(all -> lastAnsweredNs = System.nanoTime());
  }

  private Future<Void> tie(int batch) {
    long sentNs = System.nanoTime();
    int from = batch * BATCH;
    return client
        .batch(links.subList(from, Math.min(links.size(), from + BATCH)))
        .onSuccess(taken -> batches.record(System.nanoTime() - sentNs));
  }

  /** How long each batch of links took until it was taken. */
  Latencies batches() {
    return batches;
  }

  /** Asks for each component until it is one, or until it is too late; who is not one by then. */
  Future<List<Component>> settle(long untilNs) {
    List<Component> open = new ArrayList<>();
    return Each.of(
            components.size(),
            QUESTIONS_AT_ONCE,
            i -> settle(components.get(i), untilNs, open).mapEmpty())
        .map(open);
  }

  private Future<JsonObject> settle(Component component, long untilNs, List<Component> open) {
    List<Name> all = component.all();
    return client.ask(
        all.getFirst().identity(),
        answer -> {
          boolean one =
              Name.atRest(answer) && all.stream().allMatch(name -> name.settledIn(answer));
          boolean tooLate = !one && System.nanoTime() > untilNs;
          if (tooLate) {
            open.add(component);
          }
          return one || tooLate;
        });
  }

  /** Asks by every name: the profiles that a component is found as, with their answers. */
  Future<Map<String, JsonObject>> profiles(Component component, boolean withEvents) {
    Map<String, JsonObject> found = new HashMap<>();
    List<Name> all = component.all();
    return Each.of(
            all.size(),
            QUESTIONS_AT_ONCE,
            i ->
                client
                    .read(withEvents ? all.get(i).profile() : all.get(i).identity())
                    .onSuccess(answer -> found.put(answer.getString("profile_id"), answer))
                    .mapEmpty())
        .map(found);
  }

  /** Those that are found as more than one profile, whichever name is asked for. */
  Future<List<String>> divided() {
    List<String> divided = new ArrayList<>();
    return Each.of(
            components.size(),
            1,
            i ->
                profiles(components.get(i), false)
                    .onSuccess(
                        found -> {
                          if (found.size() != 1) {
                            divided.add(i + ": " + found.keySet());
                          }
                        })
                    .mapEmpty())
        .map(divided);
  }
}
