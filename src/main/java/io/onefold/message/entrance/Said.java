package io.onefold.message.entrance;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a node says to a call.
 *
 * <p><b>Threading.</b> Immutable by agreement: nobody writes to the bytes.
 */
public sealed interface Said {

  /**
   * The events are committed.
   *
   * @param faults events of a batch that are not, since they are wrong in themselves
   */
  record Accepted(List<Fault> faults) implements Said {
    public Accepted {
      faults = List.copyOf(faults);
    }
  }

  /**
   * An event of a batch that is wrong in itself.
   *
   * @param index its place in the batch, from 0
   * @param field where; empty when it is no single field
   */
  record Fault(int index, String code, String message, String field) {}

  /** What was asked for, as JSON in UTF-8. */
  record Document(byte[] json) implements Said {}

  /**
   * The call is refused for what it is.
   *
   * @param status as over HTTP
   * @param code for programs, in snake case
   * @param field where; empty when it is no single field
   */
  record Refused(int status, String code, String message, String field) implements Said {

    public static final int NOT_FOUND = 404;
  }

  /**
   * Not now; the same may be sent again.
   *
   * @param retryAfterMs when, as the node sees it
   */
  record Busy(String code, int retryAfterMs) implements Said {
    public Busy {
      if (retryAfterMs < 0) {
        throw new IllegalArgumentException("retry after " + retryAfterMs + " ms");
      }
    }
  }

  /**
   * The node failed.
   *
   * @param id stands in its log
   */
  record Failed(String id) implements Said {}

  /**
   * Which node has which shard, as far as the one that was asked knows.
   *
   * @param owners in the order of the shards' numbers; empty while nobody has one
   */
  record Places(List<Optional<UUID>> owners) implements Said {
    public Places {
      owners = List.copyOf(owners);
    }
  }
}
