package io.onefold.fault;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Supplier;

/**
 * Speaks HTTP to nodes.
 *
 * <p><b>Threading.</b> Thread-safe. <b>Errors.</b> A failed future is a node that is away or does
 * not answer in time. Statuses are answers.
 */
final class NodeCalls implements AutoCloseable {

  private static final int CONNECTIONS = 512;

  /** An answer. */
  record Reply(int status, Buffer body) {

    boolean ok() {
      return status == 200;
    }

    JsonObject json() {
      return body.toJsonObject();
    }
  }

  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();
  private final HttpClient client =
      vertx.createHttpClient(
          new HttpClientOptions().setKeepAlive(true).setConnectTimeout(1_000),
          new PoolOptions().setHttp1MaxSize(CONNECTIONS));

  /** The loop on which everything is done, so that no part of an answer is missed. */
  Context loop() {
    return loop;
  }

  Future<Reply> post(Target at, String path, String body, Duration most) {
    return onLoop(() -> call(at, HttpMethod.POST, path, most).compose(to -> to.send(body)));
  }

  Future<Reply> get(Target at, String path, Duration most) {
    return onLoop(() -> call(at, HttpMethod.GET, path, most).compose(HttpClientRequest::send));
  }

  private Future<Reply> onLoop(Supplier<Future<HttpClientResponse>> call) {
    Promise<Reply> replied = Promise.promise();
    if (Vertx.currentContext() == loop) {
      reply(call).onComplete(replied);
    } else {
      loop.runOnContext(turn -> reply(call).onComplete(replied));
    }
    return replied.future();
  }

  private static Future<Reply> reply(Supplier<Future<HttpClientResponse>> call) {
    return call.get()
        .compose(response -> response.body().map(sent -> new Reply(response.statusCode(), sent)));
  }

  private Future<HttpClientRequest> call(Target at, HttpMethod method, String path, Duration most) {
    String key = method == HttpMethod.GET ? Keys.SECRET : Keys.SERVER;
    byte[] user = (key + ':').getBytes(StandardCharsets.UTF_8);
    RequestOptions options =
        new RequestOptions()
            .setMethod(method)
            .setHost(at.host())
            .setPort(at.port())
            .setURI(path)
            .setTimeout(most.toMillis())
            .putHeader("authorization", "Basic " + Base64.getEncoder().encodeToString(user));
    return client.request(options);
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
