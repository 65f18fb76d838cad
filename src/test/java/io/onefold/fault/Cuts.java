package io.onefold.fault;

import java.time.Duration;
import java.util.List;

/** What can go wrong on the network between nodes, while clients and Redis reach all of them. */
final class Cuts {

  /** How long a node may acknowledge that hears of no majority, and what is in hand then. */
  static final Duration LEASE = Duration.ofMillis(3_500);

  private Cuts() {}

  /** The smaller part of the cluster is cut off, and joined again. */
  static Fault part(Duration time) {
    return Fault.harmless(
        "part",
        scene -> {
          Namespaces network = (Namespaces) scene.cluster().network();
          List<Member> minority = scene.some((scene.cluster().members().size() - 1) / 2);
          network.cutOff(minority.stream().map(Member::number).toList());
          Waiting.pass(LEASE);
          List<Long> before = acknowledged(scene, minority);
          Waiting.pass(time.minus(LEASE));
          List<Long> after = acknowledged(scene, minority);
          network.heal();
          scene.cluster().awaitWhole();
          if (!after.equals(before)) {
            throw new AssertionError(
                "%s acknowledged on the smaller side: %s requests after the lease, then %s"
                    .formatted(Faults.names(minority), before, after));
          }
          return "cut off %s for %d s".formatted(Faults.names(minority), time.toSeconds());
        });
  }

  /** What one node sends to another does not arrive; the other way it does. */
  static Fault deafen(Duration time) {
    return Fault.harmless(
        "deafen",
        scene -> {
          Namespaces network = (Namespaces) scene.cluster().network();
          List<Member> two = scene.some(2);
          network.deafen(two.getFirst().number(), two.getLast().number());
          Waiting.pass(time);
          network.heal();
          scene.cluster().awaitWhole();
          return "%s was not heard by %s for %d s"
              .formatted(
                  Faults.names(two.subList(0, 1)),
                  Faults.names(two.subList(1, 2)),
                  time.toSeconds());
        });
  }

  private static List<Long> acknowledged(Scene scene, List<Member> members) {
    return members.stream()
        .map(member -> scene.workload().tally().acknowledgedBy(member.number()))
        .toList();
  }
}
