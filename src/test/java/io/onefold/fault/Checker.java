package io.onefold.fault;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * Asks the cluster for everybody that it was told of, and judges. What does not settle within a
 * time is wrong.
 *
 * <p><b>Threading.</b> {@link #check} blocks; it asks for several visitors at once.
 */
final class Checker {

  private static final int AT_ONCE = 8;
  private static final int EXAMPLES_MAX = 5;
  private static final int PAGE = 500;
  private static final int ASKED_MOST = 100;
  private static final Duration ANSWER_MOST = Duration.ofSeconds(10);
  private static final Duration BETWEEN = Duration.ofMillis(200);

  private final NodeCalls calls;
  private final List<Target> targets;
  private final boolean wholeTimelines;
  private final long settledByNs;

  /**
   * @param wholeTimelines false after Redis has lost the events that it kept
   * @param settle how long the cluster may take until it is as it should be
   */
  Checker(RunningCluster cluster, boolean wholeTimelines, Duration settle) {
    this.calls = cluster.calls();
    this.targets = cluster.targets();
    this.wholeTimelines = wholeTimelines;
    this.settledByNs = System.nanoTime() + settle.toNanos();
  }

  /** What was found of one of them. */
  private record Found(Visitor visitor, Standing standing, Judgement judgement, boolean wentBack) {

    boolean isWrong() {
      return wentBack || !judgement.isSound();
    }

    String text() {
      return "%s %s%s: sent %d, acknowledged %d, event_count %d, %d in the timeline, without %s"
          .formatted(
              visitor.name(),
              judgement,
              wentBack ? " went back" : "",
              visitor.sent(),
              visitor.acknowledged(),
              standing.eventCount(),
              standing.timeline().size(),
              Judgement.missing(visitor, standing).limit(EXAMPLES_MAX * 10).boxed().toList());
    }
  }

  Verdict check(List<Visitor> visitors) {
    Semaphore free = new Semaphore(AT_ONCE);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Found>> asked = new ArrayList<>();
      for (Visitor visitor : visitors) {
        free.acquire();
        asked.add(
            threads.submit(
                () -> {
                  try {
                    return look(visitor);
                  } finally {
                    free.release();
                  }
                }));
      }
      List<Found> found = new ArrayList<>();
      for (Future<Found> each : asked) {
        found.add(each.get());
      }
      return verdict(found);
    } catch (InterruptedException | java.util.concurrent.ExecutionException failed) {
      throw new AssertionError(failed);
    }
  }

  private static Verdict verdict(List<Found> found) {
    long sent = found.stream().mapToLong(each -> each.visitor().sent()).sum();
    long acknowledged = found.stream().mapToLong(each -> each.visitor().acknowledged()).sum();
    return new Verdict(
        acknowledged,
        sent - acknowledged,
        found.stream().map(Found::judgement).reduce(Judgement.SOUND, Judgement::plus),
        (int) found.stream().filter(Found::wentBack).count(),
        found.stream().filter(Found::isWrong).limit(EXAMPLES_MAX).map(Found::text).toList());
  }

  /** As it is when it is right, or when time is up; then once more, at another node. */
  private Found look(Visitor visitor) {
    int door = visitor.shard();
    Standing standing = standing(visitor, door);
    Judgement judgement = Judgement.of(visitor, standing, wholeTimelines);
    while (!judgement.isSound() && System.nanoTime() - settledByNs < 0) {
      Waiting.pass(BETWEEN);
      standing = standing(visitor, ++door);
      judgement = Judgement.of(visitor, standing, wholeTimelines);
    }
    Standing again = standing(visitor, door + 1);
    boolean wentBack =
        again.eventCount() < standing.eventCount()
            || again.timeline().size() < standing.timeline().size();
    return new Found(visitor, standing, judgement, wentBack);
  }

  private Standing standing(Visitor visitor, int door) {
    Set<String> profiles = new LinkedHashSet<>();
    JsonObject first = new JsonObject();
    for (String identifier : visitor.identifiers()) {
      NodeCalls.Reply reply = ask(door, "/v1/profiles/" + identifier);
      if (reply.ok()) {
        first = profiles.isEmpty() ? reply.json() : first;
        profiles.add(reply.json().getString("profile_id"));
      }
    }
    if (profiles.isEmpty()) {
      return Standing.NOBODY;
    }
    JsonObject metrics = first.getJsonObject("metrics");
    Map<String, Integer> counts = new HashMap<>();
    metrics
        .getJsonObject("events")
        .forEach(count -> counts.put(count.getKey(), ((Number) count.getValue()).intValue()));
    return new Standing(
        List.copyOf(profiles),
        metrics.getInteger("event_count"),
        counts,
        timeline(profiles.iterator().next(), door));
  }

  private List<String> timeline(String profile, int door) {
    List<String> ids = new ArrayList<>();
    String before = "";
    while (before != null) {
      String query = "/timeline?limit=" + PAGE + (before.isEmpty() ? "" : "&before=" + before);
      NodeCalls.Reply reply = ask(door, "/v1/profiles/profile_id:" + profile + query);
      if (!reply.ok()) {
        return ids;
      }
      JsonObject page = reply.json();
      JsonArray items = page.getJsonArray("items");
      items.forEach(item -> ids.add(((JsonObject) item).getString("message_id")));
      before = page.getString("next");
    }
    return ids;
  }

  /** A node that is busy or away is asked again, and then the next. */
  private NodeCalls.Reply ask(int door, String path) {
    NodeCalls.Reply reply = null;
    for (int i = 0; i < ASKED_MOST; i++) {
      Target target = targets.get(Math.floorMod(door + i, targets.size()));
      reply =
          calls
              .get(target, path, ANSWER_MOST)
              .otherwise(away -> new NodeCalls.Reply(0, io.vertx.core.buffer.Buffer.buffer()))
              .await();
      if (reply.ok() || reply.status() == 404) {
        return reply;
      }
      Waiting.pass(BETWEEN);
    }
    throw new AssertionError("nobody answers " + path + ": " + reply.status() + " " + reply.body());
  }
}
