package io.onefold.load;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One address that everybody asserts, and what it does to everybody else: ordinary traffic at a
 * constant rate, alone and while all of many profiles claim the same address, by turns.
 *
 * <p>A round is: quiet, {@link Junk#NONE}, quiet, {@link Junk#BY_EMAIL}, quiet, {@link
 * Junk#BY_CUSTOMER}. Each has an address of its own, so that each sees it quarantined. What matters
 * is the traffic's p99 against the quiet before it, and against as many events without an address.
 *
 * <p>{@code mvn -q -Ptool process-test-classes -Dtool=io.onefold.load.JunkMail -Dtool.args="8080
 * 100000 2000 25 2"}: port, devices and as many customers, background events a second, seconds of
 * each phase, rounds. In each phase all of one kind claim.
 *
 * <p><b>Threading.</b> Two event loops, one for the background and one for the claims.
 */
public final class JunkMail {

  private static final int CONNECTIONS = 64;
  private static final int VISITORS = 20_000;
  private static final int WARM_UP_S = 10;
  private static final int WARM_UP_ROUND = -1;
  private static final double[] PERCENTILES = {50, 99, 99.9, 100};

  private final NodeClient crowd;
  private final NodeClient claimants;
  private final Calls background;
  private final Claims claims;
  private final int perSecond;
  private final int seconds;
  private final Map<Junk, List<Double>> ratios = new EnumMap<>(Junk.class);

  private JunkMail(NodeClient crowd, NodeClient claimants, String[] args) {
    String run = Visitors.newRun();
    Visitors visitors = new Visitors(VISITORS, run);
    this.crowd = crowd;
    this.claimants = claimants;
    background = new Calls(crowd, "/v1/track", visitors::track);
    claims = new Claims(claimants, run, Integer.parseInt(args[1]));
    perSecond = Integer.parseInt(args[2]);
    seconds = Integer.parseInt(args[3]);
    crowd.await(() -> visitors.create(crowd));
    claimants.await(claims::create);
  }

  /** See above. */
  public static void main(String[] args) {
    int port = Integer.parseInt(args[0]);
    try (NodeClient crowd = new NodeClient(port, CONNECTIONS);
        NodeClient claimants = new NodeClient(port, CONNECTIONS)) {
      new JunkMail(crowd, claimants, args).run(Integer.parseInt(args[4]));
    }
  }

  private void run(int rounds) {
    Future<Latencies> warmUp = background.start(perSecond, WARM_UP_S, 0);
    claims.claim(WARM_UP_ROUND, Junk.NONE, WARM_UP_S);
    warmUp.await();
    for (int round = 0; round < rounds; round++) {
      for (Junk junk : Junk.values()) {
        double quietMs = quiet();
        double noisyMs = noisy(round, junk);
        ratios.computeIfAbsent(junk, j -> new ArrayList<>()).add(noisyMs / quietMs);
      }
    }
    ratios.forEach(
        (junk, all) ->
            IO.println(
                "%-12s p99 of the background, against the quiet before: %s"
                    .formatted(junk, all.stream().map("%.2f"::formatted).toList())));
  }

  private double quiet() {
    Latencies measured = background.start(perSecond, seconds, 0).await();
    IO.println(measured.line("A  background alone", PERCENTILES));
    return measured.ms(99);
  }

  private double noisy(int round, Junk junk) {
    Figures before = claimants.await(() -> Figures.of(claimants));
    Future<Latencies> traffic = background.start(perSecond, seconds, 0);
    Claims.Outcome outcome = claims.claim(round, junk, seconds);
    Latencies measured = traffic.await();
    Figures after = claimants.await(() -> Figures.of(claimants));
    IO.println(measured.line("B  background, " + junk, PERCENTILES));
    IO.println(outcome.latencies().line("     claims", PERCENTILES));
    IO.println("     " + outcome.text());
    IO.println("     refusals " + after.refusals(before));
    IO.println("     " + after.latency(before, "ingest"));
    return measured.ms(99);
  }
}
