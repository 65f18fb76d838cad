package io.onefold.fault;

import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * Tells one visitor's events after the other's, a few at a time, each few until they are
 * acknowledged: after every failure the same again, at the next node.
 *
 * <p><b>Threading.</b> Confined to the loop of the workload. <b>Bounds.</b> One request at a time.
 */
final class Client {

  private static final int BURST_MAX = 3;
  private static final long AGAIN_MS = 50;
  private static final int ONE_IN_READS = 20;
  private static final Duration ANSWER_MOST = Duration.ofSeconds(1);

  private final Workload workload;
  private final Random random;
  private final Promise<Void> over = Promise.promise();
  private Visitor visitor;
  private int door;

  Client(Workload workload, Random random) {
    this.workload = workload;
    this.random = random;
    this.door = random.nextInt(1 << 16);
  }

  /** Some events on their way. */
  private record Burst(
      Visitor visitor, int from, List<String> events, boolean plain, long firstSentNs) {

    String path() {
      return events.size() > 1 ? "/v1/batch" : "/v1/" + type();
    }

    private String type() {
      return events.getFirst().contains("\"identify\"") ? "identify" : "track";
    }

    String body() {
      return events.size() > 1
          ? "{\"batch\":[" + String.join(",", events) + "]}"
          : events.getFirst();
    }
  }

  /** Begins; completes when there is nothing more to tell, or no more patience. */
  io.vertx.core.Future<Void> run() {
    pause(random.nextLong(workload.intervalMs()) + 1);
    return over.future();
  }

  private void pause(long ms) {
    workload.vertx().setTimer(ms, timer -> begin());
  }

  private void begin() {
    if (workload.isEnding()) {
      over.complete();
      return;
    }
    if (visitor == null || visitor.sent() >= workload.eventsEach()) {
      visitor = workload.newVisitor();
    }
    int from = visitor.sent();
    int count = 1 + random.nextInt(BURST_MAX);
    boolean plain = true;
    for (int number = from; number < from + count; number++) {
      plain &= visitor.isPlain(number);
    }
    attempt(new Burst(visitor, from, visitor.next(count), plain, System.nanoTime()));
  }

  private void attempt(Burst burst) {
    Target target = workload.doors().pick(door);
    workload
        .calls()
        .post(target, burst.path(), burst.body(), ANSWER_MOST)
        .onComplete(
            answered -> {
              if (answered.failed()) {
                workload.doors().shut(target);
                workload.tally().answered("none");
                again(burst);
              } else {
                answered(burst, target, answered.result());
              }
            });
  }

  private void answered(Burst burst, Target target, NodeCalls.Reply reply) {
    boolean whole = reply.ok() && !reply.json().containsKey("rejected");
    workload.tally().answered(reply.ok() && !whole ? "rejected" : "" + reply.status());
    if (!whole) {
      again(burst);
      return;
    }
    burst.visitor().acknowledge(burst.from(), burst.events().size());
    workload.tally().acknowledged(target.node(), burst.events().size());
    if (burst.plain()) {
      workload.gaps().answered(burst.visitor().shard(), burst.firstSentNs());
    } else {
      workload.gaps().answered(burst.firstSentNs());
    }
    if (random.nextInt(ONE_IN_READS) == 0 && burst.visitor().sent() > Visitor.LOGGED_IN) {
      read(burst.visitor());
    } else {
      pause(workload.intervalMs());
    }
  }

  private void again(Burst burst) {
    door++;
    if (workload.isOutOfPatience()) {
      over.tryComplete();
    } else {
      workload.vertx().setTimer(AGAIN_MS, timer -> attempt(burst));
    }
  }

  /** Whether what was acknowledged is seen, by whichever node; only counted, see the checker. */
  private void read(Visitor read) {
    int acknowledged = read.acknowledged();
    Target target = workload.doors().pick(random.nextInt(1 << 16));
    workload
        .calls()
        .get(target, "/v1/profiles/anonymous_id:" + Visitor.device(read.name()), ANSWER_MOST)
        .onSuccess(
            reply -> {
              if (reply.ok()) {
                JsonObject metrics = reply.json().getJsonObject("metrics");
                workload.tally().read(metrics.getInteger("event_count") >= acknowledged);
              }
            })
        .onComplete(any -> pause(workload.intervalMs()));
  }
}
