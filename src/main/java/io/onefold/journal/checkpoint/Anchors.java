package io.onefold.journal.checkpoint;

import io.onefold.journal.CheckpointId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The places in a shard's log that its stored checkpoints vouch for: a read starts at one of them,
 * a trim ends at one.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param current what the pointer names
 * @param kept all that are kept, newest first; usually with the current one at its head
 */
public record Anchors(Optional<CheckpointId> current, List<CheckpointId> kept) {

  /** The place before the first batch. */
  private static final CheckpointId BEGINNING = new CheckpointId(0, 0, 0);

  public Anchors {
    kept = List.copyOf(kept);
  }

  /**
   * The current checkpoint, or the beginning of the log when there is none. The pointer and the
   * head of the kept ones are written in one step, so the head tells when the pointer is damaged.
   */
  public CheckpointId currentOrBeginning() {
    return current.or(() -> kept.stream().findFirst()).orElse(BEGINNING);
  }

  /**
   * The newest place that is not above {@code seq}; the beginning of the log when there is none.
   */
  public CheckpointId atOrBelow(long seq) {
    return kept.stream()
        .filter(id -> id.seq() <= seq)
        .max(Comparator.comparingLong(CheckpointId::seq).thenComparingLong(CheckpointId::epoch))
        .orElse(BEGINNING);
  }

  /** Those kept that {@code id} is newer than, newest first. */
  List<CheckpointId> olderThan(CheckpointId id) {
    return kept.stream().filter(id::newerThan).toList();
  }
}
