package io.onefold.load;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Many devices and as many customers, and an address that each of them claims.
 *
 * <p><b>Threading.</b> The client's event loop; {@link #claim} is called from outside of it.
 */
final class Claims {

  private static final int PATIENCE_S = 10;

  private final NodeClient client;
  private final String run;
  private final int count;

  /** Claims sent when the quarantine was first seen; -1 while it was not. */
  private long sentBy;

  /**
   * What came of a phase.
   *
   * @param text what the node says of the address
   */
  record Outcome(Latencies latencies, String text) {}

  /**
   * @param profiles of each kind
   */
  Claims(NodeClient client, String run, int profiles) {
    this.client = client;
    this.run = run;
    count = profiles;
  }

  private Name profile(int number) {
    return number < count
        ? Name.device(run + "-device-" + number)
        : Name.customer(run + "-customer-" + (number - count));
  }

  /** Brings all profiles, each with an event of its own. */
  Future<Void> create() {
    return Visitors.create(
        client, 2 * count, number -> Name.track(run + "-b" + number, profile(number)));
  }

  /** Lets all profiles of a kind claim an address of this round, evenly over so many seconds. */
  Outcome claim(int round, Junk junk, int seconds) {
    String address =
        "%s-%d-%s@junk.test".formatted(run, round, junk.name().toLowerCase(Locale.ROOT));
    Calls calls =
        new Calls(client, "/v1/identify", number -> body(round, junk, address, (int) number));
    JsonObject before = client.await(() -> client.read("/v1/stats"));
    sentBy = -1;
    Future<Latencies> claiming = calls.start(count / seconds, seconds, 0);
    if (junk != Junk.NONE) {
      client.start(() -> watch(before, calls, claiming));
    }
    Latencies latencies = claiming.await();
    JsonObject after = client.await(() -> client.read("/v1/stats"));
    return new Outcome(latencies, text(before, after, junk, Name.email(address)));
  }

  private String body(int round, Junk junk, String address, int number) {
    String who =
        junk == Junk.BY_CUSTOMER
            ? "\"userId\":\"" + profile(count + number).value()
            : "\"anonymousId\":\"" + profile(number).value();
    return "{\"messageId\":\"%s-j%d-%s-%d\",%s\",\"traits\":{%s}}"
        .formatted(
            run,
            round,
            junk,
            number,
            who,
            junk == Junk.NONE ? "\"vip\":true" : "\"email\":\"" + address + '"');
  }

  /** Asks until the address is quarantined: how many claims had been sent by then, at most. */
  private Future<Void> watch(JsonObject before, Calls calls, Future<Latencies> claiming) {
    return client
        .ask(
            "/v1/stats",
            now -> {
              boolean seen = MergeStorm.rise(before, now, "quarantined") > 0;
              if (seen) {
                sentBy = calls.sent();
              }
              return seen || claiming.isComplete();
            })
        .mapEmpty();
  }

  private String text(JsonObject before, JsonObject after, Junk junk, Name address) {
    String counts =
        "merges %d, refusals %d"
            .formatted(
                MergeStorm.rise(before, after, "merges"),
                MergeStorm.rise(before, after, "refusals"));
    if (junk == Junk.NONE) {
      return counts;
    }
    long untilNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
    JsonObject identity =
        client.await(
            () ->
                client.ask(
                    address.identity(), now -> Name.atRest(now) || System.nanoTime() > untilNs));
    return "%s; %s; the profile of the address has %d identifiers, absorbed %d%s"
        .formatted(
            counts,
            MergeStorm.rise(before, after, "quarantined") > 0
                ? "quarantined, seen when " + sentBy + " claims had been sent"
                : "NOT quarantined",
            identity.getJsonArray("identifiers").size(),
            identity.getJsonArray("merges").size(),
            Name.atRest(identity) ? "" : ", and is STILL MERGING after " + PATIENCE_S + " s");
  }
}
