package io.onefold.client;

/**
 * A node failed at a call for a defect of its own, or answered what was not asked. Whether events
 * of the call are committed is not known.
 *
 * <p><b>Threading.</b> Immutable.
 */
public final class NodeFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NodeFailed(String message) {
    super(message, null, false, false);
  }
}
