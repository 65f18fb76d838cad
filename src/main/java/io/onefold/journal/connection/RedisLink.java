package io.onefold.journal.connection;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * One event loop's connection to Redis: commands are sent in the order of the calls and answered in
 * that order.
 *
 * <pre>
 *   connecting ──greeted, PING answered──▶ up ──closed, or stalled──▶ connecting (after a pause)
 * </pre>
 *
 * <p>Each connection is made by a client of its own that is closed with it, because a connection
 * given back to a client's pool would be handed out again, hung as it is.
 *
 * <p><b>Threading.</b> Confined to {@link #context}, apart from {@link #isUp} and {@link #on}.
 *
 * <p><b>Ownership.</b> Made and closed by {@link RedisConnections}; lives as long as Vert.x, not as
 * long as the verticle that asked for it first.
 *
 * <p><b>Errors.</b> Futures fail with {@link RedisAwayException} when there is no connection in
 * time, or with what the client says; see {@link RedisFailure}.
 */
public final class RedisLink {

  private static final long TICK_MS = 250;

  /** A connection that breaks this often under one command breaks because of it. */
  private static final int SENT_AGAIN_MAX = 2;

  private final ContextInternal context;
  private final RedisSettings settings;
  private final Supplier<Redis> clients;
  private final TurnBatch turn;
  private final LinkWaiters waiters;

  private Redis client;
  private RedisConnection connection;
  private volatile boolean up;
  private boolean closed;
  private long generation;
  private long pauseMs = RedisSettings.BACK_OFF_MS_MIN;

  private Traffic traffic = new Traffic();

  RedisLink(ContextInternal context, RedisSettings settings, Supplier<Redis> clients) {
    this.context = context;
    this.settings = settings;
    this.clients = clients;
    this.turn = new TurnBatch(context, this::write);
    this.waiters = new LinkWaiters(context);
  }

  void start() {
    context.setPeriodic(TICK_MS, tick -> closeWhenStalled());
    connect();
  }

  /** Where this link lives; its futures complete there. */
  public Context context() {
    return context;
  }

  /** Whether commands can be sent right now. Readable from any thread. */
  public boolean isUp() {
    return up;
  }

  /** Counts the connections made; a new number means that the server may have restarted. */
  public long generation() {
    return generation;
  }

  public RedisSettings settings() {
    return settings;
  }

  /**
   * Does {@code work} on this link's loop, at once when called there, and completes on the caller's
   * context.
   */
  public <T> Future<T> on(Supplier<Future<T>> work) {
    Promise<T> promise = context.owner().getOrCreateContext().promise();
    context.execute(() -> guarded(work).onComplete(promise));
    return promise.future();
  }

  /** Does work that takes long on a worker thread, and completes here. */
  public <T> Future<T> work(Callable<T> work) {
    return context.executeBlocking(work, false);
  }

  /** Runs {@code action} here, once, after a pause. */
  public void timer(long afterMs, Runnable action) {
    context.setTimer(afterMs, fired -> action.run());
  }

  /** Completes when there is a connection, or fails after {@code timeoutMs}. */
  public Future<Void> whenUp(long timeoutMs) {
    if (closed) {
      return context.failedFuture(away());
    }
    return up ? context.succeededFuture() : waiters.add(timeoutMs, settings.toString());
  }

  /**
   * Sends one command now, waiting for a connection when there is none. When the connection breaks
   * before the reply it is sent again on the next one, so it must do no harm twice: reads, writes
   * of fixed values, and those that tell the second time from the first.
   */
  public Future<Response> send(Request request) {
    return again(() -> track(1, connection.send(request)), SENT_AGAIN_MAX);
  }

  /** The same for several commands in one write; fails as a whole when one of them does. */
  public Future<List<Response>> sendAll(List<Request> requests) {
    return requests.isEmpty()
        ? context.succeededFuture(List.of())
        : again(() -> track(requests.size(), connection.batch(requests)), SENT_AGAIN_MAX);
  }

  /**
   * Sends a command together with all others of this turn of the event loop, in one write. Fails at
   * once when there is no connection. When another command of the same write fails, this one may
   * fail with it although it was carried out: only for callers that look afterwards.
   */
  public Future<Response> gather(Request request) {
    return up ? turn.add(request) : context.failedFuture(away());
  }

  /** Closes the connection for good. */
  Future<Void> close() {
    closed = true;
    up = false;
    waiters.failAll(away());
    return client == null ? context.succeededFuture() : client.close();
  }

  private <T> Future<T> again(Supplier<Future<T>> command, int timesLeft) {
    if (!up) {
      return whenUp(settings.giveUpAfterMs()).compose(v -> again(command, timesLeft));
    }
    return command
        .get()
        .recover(
            thrown ->
                timesLeft > 0 && RedisFailure.of(thrown) == RedisFailure.AWAY && !closed
                    ? again(command, timesLeft - 1)
                    : context.failedFuture(thrown));
  }

  private Future<List<Response>> write(List<Request> requests) {
    if (!up) {
      return context.failedFuture(away());
    }
    if (requests.size() == 1) {
      return track(1, connection.send(requests.getFirst()).map(List::of));
    }
    return track(requests.size(), connection.batch(requests));
  }

  /**
   * Counts what is under way. A command without a reply means that the connection is gone, which is
   * noticed here first: whoever asks again waits for the next one.
   */
  private <T> Future<T> track(int commands, Future<T> reply) {
    Traffic now = traffic;
    Redis by = client;
    now.sent += commands;
    return reply.onComplete(
        done -> {
          now.answered += commands;
          if (done.failed() && RedisFailure.of(done.cause()) == RedisFailure.AWAY) {
            disconnected(by);
          }
        });
  }

  private void connect() {
    Redis next = clients.get();
    client = next;
    next.connect()
        .compose(made -> made.send(Request.cmd(Command.PING)).map(made))
        .timeout(settings.connectTimeoutMs(), TimeUnit.MILLISECONDS)
        .onSuccess(made -> connected(next, made))
        .onFailure(refused -> disconnected(next));
  }

  private void connected(Redis by, RedisConnection made) {
    if (by != client || closed) {
      return;
    }
    connection = made;
    made.endHandler(ended -> disconnected(by)).exceptionHandler(broken -> disconnected(by));
    generation++;
    traffic = new Traffic();
    pauseMs = RedisSettings.BACK_OFF_MS_MIN;
    up = true;
    waiters.completeAll();
  }

  private void disconnected(Redis by) {
    if (by != client || closed) {
      return;
    }
    up = false;
    connection = null;
    client = null;
    by.close();
    context.setTimer(pauseMs, again -> reconnect());
    pauseMs = Math.min(2 * pauseMs, RedisSettings.BACK_OFF_MS_MAX);
  }

  private void reconnect() {
    if (!closed) {
      connect();
    }
  }

  private void closeWhenStalled() {
    if (up && traffic.stalledMs() >= settings.stallAfterMs()) {
      disconnected(client);
    }
  }

  private RedisAwayException away() {
    return new RedisAwayException("no connection to " + settings);
  }

  private <T> Future<T> guarded(Supplier<Future<T>> work) {
    try {
      return work.get();
    } catch (RuntimeException defect) {
      return context.failedFuture(defect);
    }
  }

  /** What went over one connection. */
  private static final class Traffic {

    private long sent;
    private long answered;
    private long answeredAtLastTick;
    private long stalledMs;

    /** Called once a tick: for how long commands have been waiting without any reply. */
    private long stalledMs() {
      stalledMs = sent > answered && answered == answeredAtLastTick ? stalledMs + TICK_MS : 0;
      answeredAtLastTick = answered;
      return stalledMs;
    }
  }
}
