package io.onefold.fault;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Where faults happen: a cluster at work. */
record Scene(RunningCluster cluster, Workload workload, Random random) {

  /** Some of the nodes that are up, in any order. */
  List<Member> some(int count) {
    List<Member> up = new ArrayList<>(cluster.up());
    Collections.shuffle(up, random);
    return List.copyOf(up.subList(0, Math.min(count, up.size())));
  }
}
