package io.onefold.fault;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What can go wrong with processes and with Redis. For the network see {@link Cuts}.
 *
 * <p>Each is over when the cluster is whole: the next one must not come before copies are complete
 * again, or it is another fault than it says.
 */
final class Faults {

  /** Under way between two steps, so that events are told in every state. */
  private static final Duration MEANWHILE = Duration.ofSeconds(2);

  private Faults() {}

  /** A node is killed, and started again when the others serve its shards. */
  static Fault kill() {
    return Fault.harmless(
        "kill",
        scene -> {
          List<Member> one = scene.some(1);
          one.forEach(Member::kill);
          return back(scene, "killed", one);
        });
  }

  /** A node stands still, and goes on where it was. */
  static Fault freeze(Duration time) {
    return Fault.harmless(
        "freeze",
        scene -> {
          List<Member> one = scene.some(1);
          one.forEach(Member::freeze);
          Waiting.pass(time);
          one.forEach(Member::thaw);
          scene.cluster().awaitWhole();
          return "froze " + names(one) + " for " + time.toSeconds() + " s";
        });
  }

  /** More nodes die at once than there are copies beside the owner's. */
  static Fault killTwo() {
    return Fault.hard(
        "two",
        scene -> {
          List<Member> two = scene.some(2);
          two.forEach(Member::kill);
          return back(scene, "killed at once", two);
        });
  }

  /** All nodes die at once. When they come back, they acknowledge as said. */
  static Fault killAll(Level next) {
    return Fault.hard(
        "all",
        scene -> {
          scene.cluster().up().forEach(Member::kill);
          scene.cluster().acknowledge(next);
          scene.cluster().awaitWhole();
          return "killed all";
        });
  }

  /** One after the other stops in order and is started again. */
  static Fault roll() {
    return Fault.harmless(
        "roll",
        scene -> {
          for (Member member : scene.cluster().members()) {
            member.stop();
            scene.cluster().awaitWhole();
          }
          return "restarted all, one after the other";
        });
  }

  /** Two nodes more, and then two fewer. */
  static Fault scale() {
    return Fault.harmless(
        "scale",
        scene -> {
          RunningCluster cluster = scene.cluster();
          int before = cluster.members().size();
          for (int i = 0; i < 2; i++) {
            cluster.grow();
            cluster.awaitWhole();
            scene.workload().doors().set(cluster.targets());
          }
          Waiting.pass(MEANWHILE);
          for (int i = 0; i < 2; i++) {
            List<Target> staying = cluster.targets().subList(0, cluster.targets().size() - 1);
            scene.workload().doors().set(staying);
            cluster.shrink();
            cluster.awaitWhole();
          }
          return "%d nodes, then %d, then %d".formatted(before, before + 2, before);
        });
  }

  /** Redis ends in order, is away, and comes back. */
  static Fault redisStop(Duration time) {
    return Fault.harmless(
        "redis-stop",
        scene -> {
          scene.cluster().redis().stop();
          Waiting.pass(time);
          scene.cluster().redis().start();
          scene.cluster().awaitWhole();
          return "Redis was away for " + time.toSeconds() + " s";
        });
  }

  /** Redis dies and is back at once. */
  static Fault redisKill() {
    return Fault.harmless(
        "redis-kill",
        scene -> {
          scene.cluster().redis().kill();
          scene.cluster().redis().start();
          scene.cluster().awaitWhole();
          return "Redis was killed and started";
        });
  }

  /** Redis forgets everything, while the nodes live. */
  static Fault redisFlush() {
    return Fault.harmless(
            "redis-flush",
            scene -> {
              scene.cluster().redis().flush();
              Waiting.pass(MEANWHILE);
              scene.cluster().awaitWhole();
              return "Redis has forgotten everything";
            })
        .forgetful();
  }

  private static String back(Scene scene, String what, List<Member> down) {
    if (scene.cluster().up().size() > down.size()) {
      scene.cluster().awaitServing();
      Waiting.pass(MEANWHILE);
    }
    scene.cluster().awaitWhole();
    return what + " " + names(down);
  }

  static String names(List<Member> members) {
    return members.stream()
        .map(member -> "node " + (member.number() + 1))
        .collect(Collectors.joining(" and "));
  }
}
