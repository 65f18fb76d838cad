package io.onefold.http;

import java.util.List;

/**
 * Whether the node can serve.
 *
 * <p><b>Threading.</b> Immutable.
 */
public sealed interface Readiness {

  /** Every shard that this node owns serves. */
  record Ready() implements Readiness {}

  /**
   * @param reasons what is missing, one sentence each, free of personal data
   */
  record NotReady(List<String> reasons) implements Readiness {
    public NotReady {
      reasons = List.copyOf(reasons);
    }
  }

  Readiness READY = new Ready();
}
