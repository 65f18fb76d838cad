package io.onefold.journal.hazelcast;

import io.onefold.journal.CheckpointId;
import io.onefold.journal.hazelcast.grid.Grid;
import io.onefold.journal.manifest.ChunkNames;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;

/**
 * Deletes the pieces that the current checkpoint does not name. Those of higher epochs stay, since
 * a new owner may be writing them while an old one sweeps late; so does what stopped half-way at
 * the current place, until the next one is current.
 *
 * <p><b>Threading.</b> Confined to the context of its grid.
 */
final class PieceSweep {

  private final Grid grid;
  private final int shard;

  PieceSweep(Grid grid, int shard) {
    this.grid = grid;
    this.shard = shard;
  }

  /**
   * @param named what the current checkpoint consists of
   */
  Future<Void> behind(CheckpointId current, Set<String> named) {
    return grid.pieces(shard)
        .compose(
            all -> {
              List<String> garbage =
                  all.stream()
                      .filter(name -> !named.contains(name) && ChunkNames.isBefore(name, current))
                      .toList();
              return grid.delete(shard, garbage);
            });
  }
}
