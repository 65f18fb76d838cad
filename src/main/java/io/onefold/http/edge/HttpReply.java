package io.onefold.http.edge;

import io.onefold.decode.Rejection;
import io.onefold.event.ProfileId;
import io.onefold.http.wire.Problem;
import io.onefold.message.Answer;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Optional;

/**
 * The answer to a request, over HTTP.
 *
 * <p><b>Threading.</b> Confined to one event loop.
 */
record HttpReply(Edge edge, HttpServerResponse response) implements Reply {

  @Override
  public void accepted(Optional<ProfileId> profile) {
    edge.replies().accepted(response);
  }

  @Override
  public void accepted(List<Rejection> rejections) {
    edge.replies().ok(response, out -> RejectionJson.write(rejections, out));
  }

  @Override
  public void document(byte[] json, Optional<ProfileId> profile) {
    edge.replies().ok(response, json);
  }

  @Override
  public void refuse(Problem problem) {
    edge.replies().refuse(response, problem);
  }

  @Override
  public void busy(Answer.Reason reason) {
    edge.replies().busy(response, reason);
  }

  @Override
  public void failed(Throwable failure) {
    edge.failures().answer(response, failure);
  }
}
