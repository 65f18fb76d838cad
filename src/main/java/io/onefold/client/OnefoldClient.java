package io.onefold.client;

import io.onefold.message.entrance.CallKind;
import io.onefold.message.entrance.Said;
import io.vertx.core.Closeable;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.CloseFuture;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Sends events to Onefold and asks it for profiles, over the event bus of the cluster that the
 * caller's Vert.x is in.
 *
 * <pre>{@code
 * OnefoldClient onefold = OnefoldClient.create(vertx, ClientOptions.of("dev-secret-key"));
 *
 * JsonObject event = new JsonObject()
 *     .put("event", "Order Completed")
 *     .put("userId", "4711")
 *     .put("properties", new JsonObject().put("order_id", "A-1").put("total", 59.90));
 *
 * onefold.track(event).onSuccess(result -> {
 *   switch (result) {
 *     case Accepted _ -> LOG.info("committed");
 *     case Rejected rejected -> LOG.warn("{}: {}", rejected.code(), rejected.message());
 *     case Busy busy -> later(event, busy.retryAfter());
 *   }
 * });
 * }</pre>
 *
 * <p>Events and queries have the form that they have over HTTP, which is Segment's. An event
 * without {@code messageId} gets one before it is sent for the first time; one that has it, or a
 * {@code uuid}, keeps it. So an event counts once, however often it is sent.
 *
 * <p>A call goes to the node that has the visitor's profile when the client knows which that is: it
 * asks a node which node has which shard, and learns from answers on which shard visitors live. The
 * first call about a visitor may take a second hop, from the node that got it.
 *
 * <p><b>Threading.</b> Thread-safe. A client lives on the event loop of the context that creates it
 * (one of its own, where that is none), and a call from another thread costs a hop to that loop and
 * one back: a verticle that calls often makes a client for itself, which then ends with it. Futures
 * complete on the caller's context; who calls from a thread that Vert.x does not know is given a
 * context by Vert.x, and may wait with {@code await()} or {@code toCompletionStage()}.
 *
 * <p><b>Bounds.</b> {@link ClientOptions}: beyond so many unanswered calls, or so many bytes of
 * them, a call is {@link Busy} at once. {@link #writeQueueFull} and {@link #drainHandler} let a
 * producer wait for room instead. A call is answered at its deadline at the latest.
 *
 * <p><b>Errors.</b> What can be expected is a value: {@link Rejected}, {@link NotFound}, {@link
 * Busy}. A silent node is passed over, a busy one asked again, until the call's deadline. A future
 * fails with {@link NodeFailed} when a node has a defect.
 */
public final class OnefoldClient {

  private static final Said FULL = new Said.Busy(Busy.CLIENT_FULL, 100);

  private final VertxInternal vertx;
  private final ContextInternal home;
  private final CloseFuture owner;
  private final Closeable end = ended -> endLine().onComplete(ended);
  private final ClientOptions options;
  private final Counted counted = new Counted();
  private final Pressure pressure;
  private final MessageIds ids;
  private final Line line;

  private OnefoldClient(
      VertxInternal vertx, ContextInternal home, ClientOptions options, CloseFuture owner) {
    UUID id = UUID.randomUUID();
    this.owner = owner;
    this.vertx = vertx;
    this.home = home;
    this.options = options;
    this.pressure = new Pressure(vertx, options);
    this.ids = new MessageIds(id);
    this.line = new Line(home, id, options, counted);
  }

  /**
   * Makes a client. It may be used at once; it ends with the verticle that makes it, or when it is
   * {@link #close closed}.
   *
   * @param vertx clustered with the nodes, or a node's own
   */
  public static OnefoldClient create(Vertx vertx, ClientOptions options) {
    VertxInternal internal = (VertxInternal) vertx;
    ContextInternal current = internal.getContext();
    ContextInternal home =
        current != null && current.isEventLoopContext()
            ? current.unwrap()
            : internal.createEventLoopContext();
    CloseFuture owner = (current != null ? current : home).closeFuture();
    OnefoldClient client = new OnefoldClient(internal, home, options, owner);
    owner.add(client.end);
    home.runOnContext(turn -> client.line.open());
    return client;
  }

  /** Says that something has happened: {@code event} is its name. */
  public Future<EventResult> track(JsonObject event) {
    return event(CallKind.TRACK, event);
  }

  /** Says who somebody is, and what is to be known of them: {@code traits}. */
  public Future<EventResult> identify(JsonObject event) {
    return event(CallKind.IDENTIFY, event);
  }

  /** Says that a page was seen. */
  public Future<EventResult> page(JsonObject event) {
    return event(CallKind.PAGE, event);
  }

  /** Says that a screen of an app was seen. */
  public Future<EventResult> screen(JsonObject event) {
    return event(CallKind.SCREEN, event);
  }

  /** Says which group somebody belongs to. */
  public Future<EventResult> group(JsonObject event) {
    return event(CallKind.GROUP, event);
  }

  /** Says that two names are one person's. */
  public Future<EventResult> alias(JsonObject event) {
    return event(CallKind.ALIAS, event);
  }

  /**
   * Sends several events, each with a {@code type}, in one call. They are committed all, but for
   * those that are wrong in themselves, or the result is {@link Busy}. Events of one visitor keep
   * their order.
   */
  public Future<EventResult> batch(List<JsonObject> events) {
    return call(Prepared.batch(events, ids), Results::event);
  }

  /**
   * Asks what a projection shows of a visitor, after the event that the query may bring is applied.
   */
  public Future<PersonalizeResult> personalize(PersonalizeQuery query) {
    return call(Prepared.personalize(query, ids), Results::personalize);
  }

  /**
   * Asks for a profile; needs a secret key.
   *
   * @param identifier such as {@code customer_id:4711}, {@code email:ann@example.com} or {@code
   *     tracking_id:…}
   */
  public Future<ProfileResult> profile(String identifier) {
    return call(Prepared.profile(identifier), Results::profile);
  }

  /** Whether as much waits for answers as may: the next call may be {@link Busy} at once. */
  public boolean writeQueueFull() {
    return pressure.isFull();
  }

  /**
   * Has this called, on the caller's context, each time that half of what filled the client is
   * answered; now, too, when it is not full.
   *
   * @param handler {@code null} for none
   */
  public OnefoldClient drainHandler(Handler<Void> handler) {
    pressure.onDrained(handler);
    return this;
  }

  /** What the client has done so far. */
  public ClientFigures figures() {
    return counted.figures();
  }

  /** Ends the client. Calls without an answer, and those made later, are {@link Busy}. */
  public Future<Void> close() {
    owner.remove(end);
    return endLine();
  }

  private Future<Void> endLine() {
    Promise<Void> closed = vertx.getOrCreateContext().promise();
    home.runOnContext(turn -> line.close().onComplete(closed));
    return closed.future();
  }

  private Future<EventResult> event(CallKind kind, JsonObject event) {
    return call(Prepared.event(kind, event, ids), Results::event);
  }

  private <T> Future<T> call(Prepared prepared, Results.Reading<T> reading) {
    counted.called();
    ContextInternal caller = vertx.getOrCreateContext();
    int bytes = prepared.body().length;
    if (bytes > options.bodyBytesMax()) {
      return caller.succeededFuture(reading.read(tooLarge()));
    }
    if (!pressure.enter(bytes)) {
      counted.full();
      return caller.succeededFuture(reading.read(FULL));
    }
    Promise<T> promise = caller.promise();
    long deadlineNs = System.nanoTime() + options.deadline().toNanos();
    Consumer<Said> told =
        said -> {
          pressure.leave(bytes);
          counted.over(said);
          settle(promise, reading, said);
        };
    home.execute(() -> line.submit(prepared, deadlineNs, told));
    return promise.future();
  }

  private Said tooLarge() {
    Said refused =
        new Said.Refused(
            413,
            "too_large",
            "a body may have at most " + options.bodyBytesMax() + " bytes here",
            "");
    counted.over(refused);
    return refused;
  }

  private static <T> void settle(Promise<T> promise, Results.Reading<T> reading, Said said) {
    T result;
    try {
      result = reading.read(said);
    } catch (NodeFailed failed) {
      promise.fail(failed);
      return;
    }
    promise.complete(result);
  }
}
