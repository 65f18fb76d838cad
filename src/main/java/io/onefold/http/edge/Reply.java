package io.onefold.http.edge;

import io.onefold.decode.Rejection;
import io.onefold.event.ProfileId;
import io.onefold.http.wire.Problem;
import io.onefold.message.Answer;
import java.util.List;
import java.util.Optional;

/**
 * Where the answer to one call goes. One of these is called, once, on the event loop of the call.
 *
 * <p><b>Threading.</b> Confined to one event loop.
 */
public interface Reply {

  /**
   * All that was sent is committed, or says nothing.
   *
   * @param profile that it is on, when it was one event
   */
  void accepted(Optional<ProfileId> profile);

  /** Of a batch, these are wrong in themselves, and all others are committed. */
  void accepted(List<Rejection> rejections);

  /**
   * What was asked for, as JSON.
   *
   * @param profile that answered; empty when none did
   */
  void document(byte[] json, Optional<ProfileId> profile);

  /** The call is refused for what it is. */
  void refuse(Problem problem);

  /** Not now: the same may be sent again later. */
  void busy(Answer.Reason reason);

  /** The call failed for a defect of the node. */
  void failed(Throwable failure);

  /** A shard answered what was not asked. */
  default void unexpected(Answer answer) {
    failed(new IllegalStateException("unexpected answer " + answer.getClass().getSimpleName()));
  }
}
