package io.onefold.load;

import io.onefold.load.NodeClient.Key;
import io.onefold.load.NodeClient.Reply;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * People who have bought as customers and browsed on a device as strangers, and who log in on it,
 * one after the other: each login unites two profiles. Each is followed until the two are one.
 *
 * <p><b>Threading.</b> Confined to its client's event loop.
 *
 * <p><b>Bounds.</b> One question under way for each login; one that has not settled after {@link
 * #PATIENCE_S} is given up and counted as such.
 */
final class Logins {

  private static final int PATIENCE_S = 30;

  private static final int AT_ONCE = 16;
  private static final double[] PERCENTILES = {50, 90, 99, 100};

  private final NodeClient client;
  private final String run;
  private final int warmUp;
  private final Latencies answers = new Latencies();
  private final Latencies fromAnswer = new Latencies();
  private final Latencies fromSend = new Latencies();
  private final Latencies questions = new Latencies();
  private long asked;
  private long atFirstQuestion;
  private long givenUp;

  /**
   * @param warmUp how many of the first are not measured
   */
  Logins(NodeClient client, String run, int warmUp) {
    this.client = client;
    this.run = run;
    this.warmUp = warmUp;
  }

  private Name customer(long number) {
    return Name.customer(run + "-customer-" + number);
  }

  private Name device(long number) {
    return Name.device(run + "-device-" + number);
  }

  private Name email(long number) {
    return Name.email(run + "-person-" + number + "@shop.test");
  }

  /** Brings both profiles of each, with events of their own, and sees that they are two. */
  Future<Void> create(int count) {
    return Visitors.create(client, 4 * count, i -> before(i / 4, i % 4))
        .compose(sent -> Each.of(count, AT_ONCE, this::twoProfiles));
  }

  private String before(int number, int which) {
    String messageId = run + "-b" + number + '-' + which;
    return switch (which) {
      case 0 -> Name.track(messageId, customer(number), email(number));
      case 1 -> Name.track(messageId, customer(number));
      default -> Name.track(messageId, device(number));
    };
  }

  private Future<Void> twoProfiles(int number) {
    return Future.all(
            client.ask(customer(number).identity(), Name::atRest),
            client.ask(device(number).identity(), Name::atRest))
        .compose(
            both -> {
              JsonObject customer = both.resultAt(0);
              JsonObject device = both.resultAt(1);
              return customer.getString("profile_id").equals(device.getString("profile_id"))
                  ? Future.failedFuture("login " + number + " has nothing to unite")
                  : Future.succeededFuture();
            });
  }

  /** Logs so many in at a constant rate, and waits until each is settled or given up. */
  Future<Void> run(int perSecond, long from, long count) {
    return Pace.run(client.vertx(), perSecond, count, (number, dueNs) -> login(from + number));
  }

  /** One login, and all that comes of it. */
  private Future<Void> login(long number) {
    Login login = new Login(number, System.nanoTime());
    client
        .post("/v1/identify", Key.BROWSER, body(number))
        .onComplete(answer -> login.answered(answer.result()));
    return login.over.future();
  }

  private String body(long number) {
    return "{\"messageId\":\"%s-l%d\",\"userId\":\"%s\",\"anonymousId\":\"%s\"}"
        .formatted(run, number, customer(number).value(), device(number).value());
  }

  /** What was measured, and what was not. */
  List<String> report() {
    return List.of(
        fromAnswer.line("settled, from the answer", PERCENTILES),
        fromSend.line("settled, from sending", PERCENTILES),
        answers.line("login answered", PERCENTILES),
        questions.line("one question", PERCENTILES),
        "%d settled at the first question, %d questions in all; %d given up after %d s"
            .formatted(atFirstQuestion, asked, givenUp, PATIENCE_S));
  }

  private final class Login {

    private final long number;
    private final long sentNs;
    private final Promise<Void> over = Promise.promise();
    private long answeredNs;
    private long askedNs;
    private int times;

    Login(long number, long sentNs) {
      this.number = number;
      this.sentNs = sentNs;
    }

    void answered(Reply reply) {
      answeredNs = System.nanoTime();
      if (reply == null || !reply.ok()) {
        answers.fail();
        over.complete();
      } else {
        note(answers, answeredNs - sentNs);
        ask();
      }
    }

    /** A question that fails is asked again: it says nothing about the profile. */
    private void ask() {
      askedNs = System.nanoTime();
      times++;
      client.get(customer(number).identity()).onComplete(answer -> heard(answer.result()));
    }

    private void heard(Reply reply) {
      long nowNs = System.nanoTime();
      note(questions, nowNs - askedNs);
      if (reply == null || !reply.ok()) {
        questions.fail();
      } else if (one(reply.json())) {
        settled(nowNs);
        return;
      }
      if (nowNs - answeredNs < TimeUnit.SECONDS.toNanos(PATIENCE_S)) {
        ask();
      } else {
        givenUp++;
        IO.println("not settled: " + body(number));
        over.complete();
      }
    }

    private boolean one(JsonObject identity) {
      return device(number).settledIn(identity) && Name.atRest(identity);
    }

    private void settled(long nowNs) {
      note(fromAnswer, nowNs - answeredNs);
      note(fromSend, nowNs - sentNs);
      if (number >= warmUp) {
        asked += times;
        atFirstQuestion += times == 1 ? 1 : 0;
      }
      over.complete();
    }

    private void note(Latencies latencies, long tookNs) {
      if (number >= warmUp) {
        latencies.record(tookNs);
      }
    }
  }
}
