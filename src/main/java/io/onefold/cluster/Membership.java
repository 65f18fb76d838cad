package io.onefold.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent;
import com.hazelcast.partition.Partition;
import io.onefold.route.Placement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * This node's membership: who is there, and who has which shard.
 *
 * <pre>
 *   join ──▶ member ──leave──▶ gone        in order: what it has moves to the others first
 * </pre>
 *
 * <p><b>Threading.</b> Thread-safe. {@link #join} and {@link #leave} block, and are not for event
 * loops; all else reads tables that are here.
 *
 * <p><b>Errors.</b> {@link JoinRefused} when the node may not be a member, or finds nobody.
 */
public final class Membership {

  private final HazelcastInstance hazelcast;
  private final ClusterSettings settings;
  private final UUID self;
  private final Roster roster;

  private Membership(HazelcastInstance hazelcast, ClusterSettings settings) {
    this.hazelcast = hazelcast;
    this.settings = settings;
    this.self = hazelcast.getCluster().getLocalMember().getUuid();
    this.roster = new Roster(hazelcast, settings);
  }

  /** A member as the others see it. */
  public record Peer(UUID id, String name, String address) {}

  /** Becomes a member, together with those that are found. */
  public static Membership join(ClusterSettings settings) {
    HazelcastInstance hazelcast = start(settings);
    try {
      Membership membership = new Membership(hazelcast, settings);
      membership.compare();
      hazelcast.getCluster().addMembershipListener(new Strangers());
      membership.roster.enter();
      hazelcast.getPartitionService().getPartitions(); // has the table arranged
      return membership;
    } catch (RuntimeException refused) {
      hazelcast.shutdown();
      throw refused;
    }
  }

  private static HazelcastInstance start(ClusterSettings settings) {
    try {
      return Hazelcast.newHazelcastInstance(MemberConfig.of(settings));
    } catch (RuntimeException failed) {
      throw new JoinRefused(
          ("cannot join the cluster at cluster.port %d of %s: %s; the log above says who refused it"
                  + " and why: all nodes need the same cluster.name and shards.count")
              .formatted(settings.port(), settings.host(), failed.getMessage()));
    }
  }

  /**
   * All nodes agree on what makes them one; this one gives way when it does not. Guests have no say
   * in it, as long as they hold nothing.
   */
  private void compare() {
    for (Member member : hazelcast.getCluster().getMembers()) {
      if (member.isLiteMember()) {
        continue;
      }
      String theirs = member.getAttribute(MemberConfig.CHARTER);
      if (!settings.charter().equals(theirs)) {
        throw new JoinRefused(
            "this node has %s, but %s, a member of cluster %s, has %s; they must be the same"
                .formatted(settings.charter(), name(member), settings.name(), theirs));
      }
      if (!member.localMember() && settings.node().equals(name(member))) {
        throw new JoinRefused(
            "node.name %s is taken by the member at %s; each node needs its own"
                .formatted(settings.node(), member.getAddress()));
      }
    }
  }

  /** The engine, for what is replicated by it. */
  public HazelcastInstance hazelcast() {
    return hazelcast;
  }

  /** This member's id, new with each join. */
  public UUID self() {
    return self;
  }

  /** All nodes that are there, by name; this one is among them. */
  public List<Peer> peers() {
    return nodes()
        .map(m -> new Peer(m.getUuid(), name(m), m.getAddress().getHost() + ":" + port(m)))
        .sorted(Comparator.comparing(Peer::name))
        .toList();
  }

  /** The ids of all other nodes that are there. */
  public Set<UUID> others() {
    return nodes()
        .filter(member -> !member.localMember())
        .map(Member::getUuid)
        .collect(Collectors.toSet());
  }

  /** How many members have to be there. */
  public int quorum() {
    return roster.quorum();
  }

  /** How many belong to the cluster, there or not. */
  public int belonging() {
    return roster.size();
  }

  /**
   * Who has each shard now; nobody has any while too few members are there. A part of the cluster
   * that is too small gives itself all shards in its table, and would take them from the others.
   */
  public Placement placement() {
    if (!isQuorate()) {
      return Placement.none(self, settings.shardCount());
    }
    List<Optional<UUID>> owners = new ArrayList<>(settings.shardCount());
    Map<Integer, Partition> partitions =
        hazelcast.getPartitionService().getPartitions().stream()
            .collect(Collectors.toMap(Partition::getPartitionId, p -> p));
    for (int shard = 0; shard < settings.shardCount(); shard++) {
      owners.add(Optional.ofNullable(partitions.get(shard).getOwner()).map(Member::getUuid));
    }
    return new Placement(self, owners);
  }

  /** Whether this node is a member still. */
  public boolean isThere() {
    return hazelcast.getLifecycleService().isRunning();
  }

  /** Whether enough nodes are there to serve. */
  public boolean isQuorate() {
    return isThere() && nodes().count() >= quorum();
  }

  /** The members that are nodes: others may have come for the event bus alone. */
  private Stream<Member> nodes() {
    return hazelcast.getCluster().getMembers().stream().filter(MemberConfig::isNode);
  }

  /**
   * Calls this, on a thread of the engine, when the node finds itself on the smaller side of a
   * split that has healed: it is about to become another member, with another id, and what was
   * built on this one is void.
   */
  public void onSplitHealed(Runnable healed) {
    hazelcast
        .getLifecycleService()
        .addLifecycleListener(
            event -> {
              if (event.getState() == LifecycleEvent.LifecycleState.MERGING) {
                healed.run();
              }
            });
  }

  /** Ends the membership at once; the others find out. */
  public void drop() {
    hazelcast.getLifecycleService().terminate();
  }

  /** Goes, after what it has was moved to the others. */
  public void leave() {
    roster.leave();
    hazelcast.shutdown();
  }

  private static String name(Member member) {
    String name = member.getAttribute(MemberConfig.NODE);
    return name != null ? name : member.getAddress().toString();
  }

  private static int port(Member member) {
    return member.getAddress().getPort();
  }
}
