package io.onefold.http.edge;

import io.onefold.http.wire.Replies;
import io.onefold.message.Answer;
import io.vertx.core.http.HttpServerResponse;

/**
 * Owns up to defects: the caller gets an id, the log gets the same id and where it happened.
 *
 * <p><b>Threading.</b> Confined to one event loop.
 */
public final class Failures {

  private final Replies replies;
  private final Defects defects;

  public Failures(Replies replies, Defects defects) {
    this.replies = replies;
    this.defects = defects;
  }

  /** Does {@code work}, and answers for it when it fails. */
  public void guard(HttpServerResponse response, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException failure) {
      answer(response, failure);
    }
  }

  /** A shard answered what was not asked. */
  public void unexpected(HttpServerResponse response, Answer answer) {
    answer(
        response,
        new IllegalStateException("unexpected answer " + answer.getClass().getSimpleName()));
  }

  /** The request failed for a defect of the node. */
  public void answer(HttpServerResponse response, Throwable failure) {
    replies.failed(response, defects.note(failure));
  }
}
