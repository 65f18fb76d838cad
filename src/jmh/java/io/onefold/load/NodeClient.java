package io.onefold.load;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Speaks to one node on loopback, with the development keys.
 *
 * <p><b>Threading.</b> Each has an event loop of its own, so that what one measures does not wait
 * behind the answers to another. All is done on that loop, into which {@link #await} leads.
 *
 * <p><b>Bounds.</b> A number of connections; what is beyond waits for one. A connection on which
 * nothing is heard for {@link #SILENCE_S} fails.
 *
 * <p><b>Errors.</b> A failed future is a broken connection. Statuses are answers.
 */
final class NodeClient implements AutoCloseable {

  private static final int SILENCE_S = 60;

  /** Whose words these are, by the keys that a node has when it is given none. */
  enum Key {
    BROWSER("dev-write-key"),
    SERVER("dev-server-key"),
    SECRET("dev-secret-key");

    private final String header;

    Key(String key) {
      byte[] user = (key + ':').getBytes(StandardCharsets.UTF_8);
      header = "Basic " + Base64.getEncoder().encodeToString(user);
    }
  }

  /** An answer. */
  record Reply(int status, Buffer body) {

    boolean ok() {
      return status == 200;
    }

    JsonObject json() {
      return body.toJsonObject();
    }

    /** Whether all events of a batch were taken; a single one that is not is answered 400. */
    boolean accepted() {
      return ok() && !json().containsKey("rejected");
    }
  }

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final HttpClient client;
  private final int port;
  private long repeated;

  NodeClient(int port, int connections) {
    this.port = port;
    client =
        vertx.createHttpClient(
            new HttpClientOptions().setKeepAlive(true).setIdleTimeout(SILENCE_S),
            new PoolOptions().setHttp1MaxSize(connections).setEventLoopSize(1));
  }

  Vertx vertx() {
    return vertx;
  }

  Future<Reply> post(String path, Key key, String body) {
    return call(HttpMethod.POST, path, key, Buffer.buffer(body));
  }

  Future<Reply> get(String path) {
    return call(HttpMethod.GET, path, Key.SECRET, Buffer.buffer());
  }

  private Future<Reply> call(HttpMethod method, String path, Key key, Buffer body) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(method)
            .setHost("127.0.0.1")
            .setPort(port)
            .setURI(path)
            .putHeader("authorization", key.header);
    return client
        .request(options)
        .compose(request -> request.send(body))
        .compose(response -> response.body().map(sent -> new Reply(response.statusCode(), sent)));
  }

  /** Sends events until the node has taken them; fails where it never would. */
  Future<Void> batch(List<String> events) {
    String body = "{\"batch\":[" + String.join(",", events) + "]}";
    return until(() -> post("/v1/batch", Key.SERVER, body), this::notBusy)
        .compose(
            reply ->
                reply.accepted()
                    ? Future.succeededFuture()
                    : Future.failedFuture("answered " + reply.status() + ' ' + reply.body()));
  }

  /** How often something was sent or asked again because the node was busy. */
  long repeated() {
    return repeated;
  }

  /** Asks until the node is not busy. */
  Future<JsonObject> read(String path) {
    return ask(path, any -> true);
  }

  /** Asks again and again, without pause, until the answer is what is waited for. */
  Future<JsonObject> ask(String path, Predicate<JsonObject> reached) {
    return until(
            () -> get(path), reply -> notBusy(reply) && (!reply.ok() || reached.test(reply.json())))
        .compose(
            reply ->
                reply.ok()
                    ? Future.succeededFuture(reply.json())
                    : Future.failedFuture(path + " answered " + reply.status()));
  }

  private boolean notBusy(Reply reply) {
    repeated += reply.status() == 503 ? 1 : 0;
    return reply.status() != 503;
  }

  /** Not by composing futures: a chain of thousands, when it completes, is as deep a stack. */
  private static Future<Reply> until(Supplier<Future<Reply>> call, Predicate<Reply> reached) {
    Promise<Reply> over = Promise.promise();
    again(call, reached, over);
    return over.future();
  }

  private static void again(
      Supplier<Future<Reply>> call, Predicate<Reply> reached, Promise<Reply> over) {
    call.get()
        .onFailure(over::fail)
        .onSuccess(
            reply -> {
              if (reached.test(reply)) {
                over.complete(reply);
              } else {
                again(call, reached, over);
              }
            });
  }

  /** Does the work on this client's loop, and waits for it on the caller's thread. */
  <T> T await(Supplier<Future<T>> work) {
    return start(work).await();
  }

  /** Begins the work on this client's loop. */
  <T> Future<T> start(Supplier<Future<T>> work) {
    Promise<T> done = Promise.promise();
    vertx.runOnContext(begin -> work.get().onComplete(done));
    return done.future();
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
