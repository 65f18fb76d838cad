package io.onefold.journal.history;

import io.onefold.event.ProfileId;

/**
 * A frame of a history is not what was written. The rest of that profile's history cannot be told
 * from it.
 *
 * <p><b>Threading.</b> Immutable.
 */
public final class CorruptHistoryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CorruptHistoryException(int shard, long segment, ProfileId profile, int offset) {
    super(
        "HISTORY_CORRUPT shard=%d segment=%d profile=%s byte=%d"
            .formatted(shard, segment, profile, offset));
  }
}
