package io.onefold.config.cluster;

import io.onefold.config.key.Key;
import io.onefold.config.key.Kinds;
import io.onefold.config.key.Section;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What has to be kept where before a member of a cluster answers, and when it must not answer.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param acknowledge where an event is before it is answered
 * @param backups copies in the memory of other members, beside the owner's
 * @param quorum members that must see one another for any of them to answer; 0 for more than half
 *     of those that are listed
 * @param degraded what becomes of events while there is no second copy
 * @param lease how long a member may answer after it last heard of a quorum; shorter than {@link
 *     #SILENCE_MAX}, so that it has stopped before others take over
 * @param backlogBytesMax what may wait for Redis on a node where events are answered from memory
 */
public record CopiesConfig(
    Acknowledge acknowledge,
    int backups,
    int quorum,
    Degraded degraded,
    Duration lease,
    long backlogBytesMax) {

  /** Where an event is before it is answered. */
  public enum Acknowledge {
    /** In the memory of the owner and of its backups; Redis follows. */
    MEMORY,
    /** In Redis. */
    REDIS,
    /** In memory, then in Redis. */
    BOTH
  }

  /** What becomes of events while there is no second copy. */
  public enum Degraded {
    /** They are told to come again. */
    REFUSE,
    /** They are answered, and the answer says that there is one copy. */
    ALLOW
  }

  /** A member that has not been heard of for this long is taken for dead. */
  public static final Duration SILENCE_MAX = Duration.ofSeconds(5);

  private static final int BACKUPS_MAX = 3;

  /** No more can be cut off together than there are backups: (n - 1) / 2 = BACKUPS_MAX. */
  private static final int MEMBERS_MAX = 2 * BACKUPS_MAX + 2;

  private static final Key<Acknowledge> ACKNOWLEDGE =
      Key.of("acknowledge", Acknowledge.REDIS, Kinds.choice(Acknowledge.class));
  private static final Key<Integer> BACKUPS = Key.of("backups", 1, Kinds.whole(1, BACKUPS_MAX));
  private static final Key<Integer> QUORUM = Key.of("quorum", 0, Kinds.whole(0, 100));
  private static final Key<Degraded> DEGRADED =
      Key.of("degraded", Degraded.REFUSE, Kinds.choice(Degraded.class));
  // Half a second is left for a member to notice that its lease has ended.
  private static final Key<Duration> LEASE =
      Key.of("lease", Duration.ofSeconds(3), Kinds.time("1s", "4500ms"));
  private static final Key<Long> BACKLOG =
      Key.of("backlog-bytes", 512L << 20, Kinds.size("16MB", "1TB"));

  public CopiesConfig {
    ACKNOWLEDGE.require(acknowledge);
    BACKUPS.require(backups);
    QUORUM.require(quorum);
    DEGRADED.require(degraded);
    LEASE.require(lease);
    BACKLOG.require(backlogBytesMax);
  }

  /** Reads the settings, noting what is wrong with any of them. */
  public static CopiesConfig read(Section section) {
    return new CopiesConfig(
        section.read(ACKNOWLEDGE),
        section.read(BACKUPS),
        section.read(QUORUM),
        section.read(DEGRADED),
        section.read(LEASE),
        section.read(BACKLOG));
  }

  /** Members that must see one another for any of these to answer. */
  public int quorumOf(Peers peers) {
    return switch (peers) {
      case Peers.Listed(List<MemberAddress> members) when quorum == 0 -> majority(members.size());
      case Peers.Listed(_), Peers.Service(_) -> quorum;
    };
  }

  /** What is wrong with it in a cluster of these. */
  public List<Clash> clashes(Peers peers) {
    return switch (peers) {
      case Peers.Listed(List<MemberAddress> members) when members.isEmpty() -> List.of();
      case Peers.Listed(List<MemberAddress> members) -> clashesOf(members.size());
      case Peers.Service(_) -> clashesOfUncounted();
    };
  }

  private List<Clash> clashesOf(int members) {
    if (members == 1) {
      return List.of(
          new Clash("members", "one", "at least two, better three: a copy needs another member"));
    }
    return Stream.of(quorumClash(members), backupsClash(members))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Of how many members the quorum is more than half has to be taken at its worst. */
  private List<Clash> clashesOfUncounted() {
    return quorum < 2
        ? List.of(
            new Clash(
                QUORUM.name(),
                Integer.toString(quorum),
                "more than half of the pods, at least 2: cluster.kubernetes-service does not say"
                    + " how many there are"))
        : backupsClash(2 * quorum - 1).stream().toList();
  }

  private Optional<Clash> quorumClash(int members) {
    return quorum == 0 || quorum >= majority(members) && quorum <= members
        ? Optional.empty()
        : Optional.of(
            new Clash(
                QUORUM.name(),
                with(quorum, members),
                "0, or %d to %d: with less, two halves could answer at once"
                    .formatted(majority(members), members)));
  }

  /** What is in Redis as well does not hang on the copies in memory. */
  private Optional<Clash> backupsClash(int members) {
    int minority = (members - 1) / 2;
    if (members > MEMBERS_MAX && acknowledge != Acknowledge.REDIS) {
      String allowed = "at most " + MEMBERS_MAX + " members, for which the most backups will do";
      return Optional.of(new Clash(BACKUPS.name(), with(backups, members), allowed));
    }
    if (backups >= members) {
      String allowed = "at most " + (members - 1) + ": each copy is on another member";
      return Optional.of(new Clash(BACKUPS.name(), with(backups, members), allowed));
    }
    return backups >= minority || acknowledge == Acknowledge.REDIS
        ? Optional.empty()
        : Optional.of(
            new Clash(
                BACKUPS.name(),
                with(backups, members),
                "at least %1$d: %1$d members may be cut off together, and must not have all copies"
                    .formatted(minority)));
  }

  private static String with(int value, int members) {
    return value + " with " + members + " members";
  }

  private static int majority(int members) {
    return members / 2 + 1;
  }
}
