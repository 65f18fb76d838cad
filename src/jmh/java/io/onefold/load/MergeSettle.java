package io.onefold.load;

import io.vertx.core.Future;

/**
 * How long it takes until two people are one: under ordinary traffic, some log in each second on a
 * device that was a stranger's until then, and each of them asks without pause who she is until the
 * device is hers and nothing is on its way. The time of the last question is a part of what is
 * measured, so it is printed as well. Before, the same goes on for {@link #WARM_UP_S} and is not
 * measured; what it has left open is waited for.
 *
 * <p>{@code mvn -q -Ptool process-test-classes -Dtool=io.onefold.load.MergeSettle -Dtool.args="8080
 * 5000 50 30 20000 10"}: port, background events a second, logins a second, seconds, visitors in
 * the background, events of theirs in one call. With one event a call, on few processors, what the
 * background itself takes is most of what is measured.
 *
 * <p><b>Threading.</b> Two event loops, one for the background and one for the logins.
 */
public final class MergeSettle {

  private static final int CONNECTIONS = 64;
  private static final int WARM_UP_S = 10;

  private MergeSettle() {}

  /** See above. */
  public static void main(String[] args) {
    int port = Integer.parseInt(args[0]);
    int background = Integer.parseInt(args[1]);
    int perSecond = Integer.parseInt(args[2]);
    int seconds = Integer.parseInt(args[3]);
    int perCall = args.length > 5 ? Integer.parseInt(args[5]) : 1;
    String run = Visitors.newRun();
    Visitors visitors = new Visitors(Integer.parseInt(args[4]), run);
    int warmUp = perSecond * WARM_UP_S;
    int count = perSecond * seconds;
    try (NodeClient crowd = new NodeClient(port, CONNECTIONS);
        NodeClient people = new NodeClient(port, CONNECTIONS)) {
      Logins logins = new Logins(people, run, warmUp);
      Calls tracks = new Calls(crowd, "/v1/batch", number -> visitors.batch(number, perCall));
      crowd.await(() -> visitors.create(crowd));
      people.await(() -> logins.create(warmUp + count));

      Future<Latencies> before = tracks.start(background / perCall, WARM_UP_S, 0);
      people.await(() -> logins.run(perSecond, 0, warmUp));
      before.await();

      Figures figures = people.await(() -> Figures.of(people));
      Future<Latencies> traffic = tracks.start(background / perCall, seconds, 0);
      people.await(() -> logins.run(perSecond, warmUp, count));
      Latencies measured = traffic.await();
      Figures after = people.await(() -> Figures.of(people));

      logins.report().forEach(IO::println);
      IO.println(measured.line("background", 50, 99, 99.9, 100));
      IO.println(
          "%d logins, %d merges".formatted(count, after.since(figures, "onefold_merges_total")));
      IO.println(after.latency(figures, "ingest"));
      IO.println(after.latency(figures, "read"));
    }
  }
}
