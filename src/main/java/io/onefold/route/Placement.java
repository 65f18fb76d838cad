package io.onefold.route;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Which node has each shard, as far as this one knows. Nodes may see it differently for a moment:
 * whoever gets a message for a shard that it does not have says so, and the journal lets only one
 * owner write.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param self this node
 * @param owners of the shards, in the order of their numbers; empty while nobody has one
 */
public record Placement(UUID self, List<Optional<UUID>> owners) {

  public Placement {
    owners = List.copyOf(owners);
  }

  /** Nobody has anything yet. */
  public static Placement none(UUID self, int shardCount) {
    return new Placement(self, Collections.nCopies(shardCount, Optional.empty()));
  }

  /** A node that has everything, since there is no other. */
  public static Placement alone(UUID self, int shardCount) {
    return new Placement(self, Collections.nCopies(shardCount, Optional.of(self)));
  }

  /** Who has the shard. */
  public Optional<UUID> owner(int shard) {
    return owners.get(shard);
  }

  public boolean isHere(int shard) {
    return owners.get(shard).filter(self::equals).isPresent();
  }
}
