package io.onefold.load;

import io.vertx.core.Future;

/**
 * How long it takes until two people are one: under ordinary traffic, some log in each second on a
 * device that was a stranger's until then, and each of them asks without pause who she is until the
 * device is hers and nothing is on its way. The time of the last question is a part of what is
 * measured, so it is printed as well. The first quarter is not measured.
 *
 * <p>{@code mvn -q -Ptool process-test-classes -Dtool=io.onefold.load.MergeSettle -Dtool.args="8080
 * 5000 50 30 20000"}: port, background events a second, logins a second, seconds, visitors in the
 * background.
 *
 * <p><b>Threading.</b> Two event loops, one for the background and one for the logins.
 */
public final class MergeSettle {

  private static final int CONNECTIONS = 64;
  private static final int WARM_UP_PERCENT = 25;

  private MergeSettle() {}

  /** See above. */
  public static void main(String[] args) {
    int port = Integer.parseInt(args[0]);
    int background = Integer.parseInt(args[1]);
    int perSecond = Integer.parseInt(args[2]);
    int seconds = Integer.parseInt(args[3]);
    String run = Visitors.newRun();
    Visitors visitors = new Visitors(Integer.parseInt(args[4]), run);
    int count = perSecond * seconds;
    try (NodeClient crowd = new NodeClient(port, CONNECTIONS);
        NodeClient people = new NodeClient(port, CONNECTIONS)) {
      Logins logins = new Logins(people, run, count * WARM_UP_PERCENT / 100);
      crowd.await(() -> visitors.create(crowd));
      people.await(() -> logins.create(count));
      Figures before = people.await(() -> Figures.of(people));

      Future<Latencies> traffic =
          new Calls(crowd, "/v1/track", visitors::track)
              .start(background, seconds, WARM_UP_PERCENT);
      people.await(
          () -> Pace.run(people.vertx(), perSecond, count, (number, due) -> logins.login(number)));
      Latencies tracks = traffic.await();

      Figures after = people.await(() -> Figures.of(people));
      logins.report().forEach(IO::println);
      IO.println(tracks.line("background track", 50, 99, 99.9, 100));
      IO.println(
          "%d logins, %d merges, the first quarter included"
              .formatted(count, after.since(before, "onefold_merges_total")));
      IO.println(after.latency(before, "ingest"));
      IO.println(after.latency(before, "read"));
    }
  }
}
