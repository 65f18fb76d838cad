package io.onefold.config.cluster;

import java.util.List;

/**
 * Whom a node looks for to form a cluster with, itself included.
 *
 * <p><b>Threading.</b> Immutable.
 */
public sealed interface Peers {

  /** All of them, by address. Empty only where there is no cluster. */
  record Listed(List<MemberAddress> members) implements Peers {
    public Listed {
      members = List.copyOf(members);
    }
  }

  /**
   * Whoever a name stands for.
   *
   * @param dnsName of a headless service of Kubernetes; all its pods listen at the same port
   */
  record Service(String dnsName) implements Peers {}

  /** Whether all of them are on this machine. */
  default boolean areLoopback() {
    return switch (this) {
      case Listed(List<MemberAddress> members) ->
          members.stream().allMatch(MemberAddress::isLoopback);
      case Service(_) -> false;
    };
  }
}
