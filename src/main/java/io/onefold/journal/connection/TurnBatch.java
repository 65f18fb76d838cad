package io.onefold.journal.connection;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Gathers the commands of one event loop into few writes: those of one turn when nothing is under
 * way, and all that come while a write waits for its replies. A quiet loop sends at once; on a busy
 * one Redis is woken once for many commands, without a timer.
 *
 * <p><b>Threading.</b> Confined to the context that it was made with.
 *
 * <p><b>Bounds.</b> What its callers may have in flight.
 */
final class TurnBatch {

  private final ContextInternal context;
  private final Function<List<Request>, Future<List<Response>>> write;
  private List<Request> requests = new ArrayList<>();
  private List<Promise<Response>> promises = new ArrayList<>();
  private boolean underWay;

  TurnBatch(ContextInternal context, Function<List<Request>, Future<List<Response>>> write) {
    this.context = context;
    this.write = write;
  }

  Future<Response> add(Request request) {
    if (requests.isEmpty() && !underWay) {
      context.runOnContext(endOfTurn -> flush());
    }
    Promise<Response> promise = context.promise();
    requests.add(request);
    promises.add(promise);
    return promise.future();
  }

  private void flush() {
    if (requests.isEmpty() || underWay) {
      return;
    }
    underWay = true;
    List<Promise<Response>> waiting = promises;
    List<Request> commands = requests;
    promises = new ArrayList<>();
    requests = new ArrayList<>();
    write.apply(commands).onComplete(done -> answered(waiting, done));
  }

  /**
   * What gathered meanwhile goes out before the answers are worked on, so that Redis is not idle.
   */
  private void answered(List<Promise<Response>> waiting, AsyncResult<List<Response>> done) {
    underWay = false;
    flush();
    complete(waiting, done);
  }

  private static void complete(List<Promise<Response>> waiting, AsyncResult<List<Response>> done) {
    for (int i = 0; i < waiting.size(); i++) {
      if (done.succeeded()) {
        waiting.get(i).complete(done.result().get(i));
      } else {
        waiting.get(i).fail(done.cause());
      }
    }
  }
}
