package io.onefold.http.entrance;

import io.onefold.http.access.AccessKey;
import io.onefold.http.access.AccessKeys;
import io.onefold.http.edge.Caller;
import io.onefold.http.edge.Desk;
import io.onefold.http.wire.Problem;
import io.onefold.message.Answer;
import io.onefold.message.entrance.Answered;
import io.onefold.message.entrance.Call;
import io.onefold.message.entrance.Calls;
import io.onefold.message.entrance.Unreadable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in what clients send, and sees to it that each call is answered.
 *
 * <p><b>Threading.</b> Confined to one event loop.
 *
 * <p><b>Bounds.</b> At most {@link #OPEN_MAX} calls are under way; what is beyond is busy before it
 * is looked into.
 */
final class Reception {

  private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

  /** Eight clients with all that they may have unanswered: 8 × 2,048 × about 2 KB = 32 MB. */
  private static final int OPEN_MAX = 16_384;

  private final Desk desk;
  private final AccessKeys keys;
  private final Handling handling;
  private final Postbag postbag;
  private final Promise<Void> finished = Promise.promise();
  private boolean finishing;
  private int open;

  Reception(Desk desk, AccessKeys keys, Handling handling, Postbag postbag) {
    this.desk = desk;
    this.keys = keys;
    this.handling = handling;
    this.postbag = postbag;
  }

  /** Takes what one client has sent at one time. */
  void take(byte[] bytes) {
    try {
      take(Calls.read(bytes));
    } catch (Unreadable unreadable) {
      LOG.warn("what a client sent cannot be read: {}", unreadable.getMessage());
    }
  }

  /** Completes when everything that was taken is answered. */
  Future<Void> finished() {
    finishing = true;
    finishIfDone();
    return finished.future();
  }

  private void take(Calls calls) {
    Optional<AccessKey> key = keys.find(calls.key());
    for (Call call : calls.calls()) {
      BusReply reply = new BusReply(this, calls.client(), call.number());
      open++;
      if (key.isEmpty()) {
        reply.refuse(Problem.unknownKey());
      } else if (open > OPEN_MAX) {
        reply.busy(Answer.Reason.MAILBOX_FULL);
      } else {
        handle(call, key.get(), reply);
      }
    }
  }

  private void handle(Call call, AccessKey key, BusReply reply) {
    try {
      handling.handle(call, Caller.now(key), reply);
    } catch (RuntimeException failure) {
      reply.failed(failure);
    }
  }

  Desk desk() {
    return desk;
  }

  Postbag postbag() {
    return postbag;
  }

  /** A call has its answer. */
  void answer(UUID client, Answered answered) {
    open--;
    postbag.put(client, answered);
    finishIfDone();
  }

  private void finishIfDone() {
    if (finishing && open == 0) {
      postbag.leave();
      finished.tryComplete();
    }
  }
}
