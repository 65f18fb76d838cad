package io.onefold.load;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Brings a node many people, each with three identifiers and eight attributes, and tells events of
 * each, in batches of 100 over several connections.
 *
 * <p>{@code mvn -q -Ptool process-test-classes -Dtool=io.onefold.load.Fill -Dtool.args="8080 500000
 * 4 16"}: port, people, events a person, connections.
 */
public final class Fill {

  private static final int BATCH = 100;

  private final Vertx vertx = Vertx.vertx();
  private final int port;
  private final int people;
  private final int events;
  private final int connections;
  private final HttpClient client;
  private final String key =
      Base64.getEncoder().encodeToString("dev-server-key:".getBytes(StandardCharsets.UTF_8));
  private long next;
  private long busy;

  private Fill(String[] args) {
    port = Integer.parseInt(args[0]);
    people = Integer.parseInt(args[1]);
    events = Integer.parseInt(args[2]);
    connections = Integer.parseInt(args[3]);
    client =
        vertx.createHttpClient(
            new HttpClientOptions(),
            new PoolOptions().setHttp1MaxSize(connections).setEventLoopSize(1));
  }

  public static void main(String[] args) {
    new Fill(args).run();
  }

  private void run() {
    long startNs = System.nanoTime();
    Promise<Void> all = Promise.promise();
    vertx.runOnContext(
        begin -> {
          List<Future<Void>> loops = new ArrayList<>();
          for (int i = 0; i < connections; i++) {
            loops.add(loop());
          }
          Future.all(loops).<Void>mapEmpty().onComplete(all);
        });
    all.future().await();
    double seconds = (System.nanoTime() - startNs) / 1e9;
    long count = (long) people * events;
    IO.println(
        "%d events of %d people in %.1f s: %.0f events/s, %d batches repeated"
            .formatted(count, people, seconds, count / seconds, busy));
    vertx.close();
  }

  private Future<Void> loop() {
    if (next >= (long) people * events) {
      return Future.succeededFuture();
    }
    Buffer batch = batch();
    return send(batch).compose(done -> loop());
  }

  private Future<Void> send(Buffer batch) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost("127.0.0.1")
            .setPort(port)
            .setURI("/v1/batch")
            .putHeader("authorization", "Basic " + key);
    return client
        .request(options)
        .compose(request -> request.send(batch))
        .compose(response -> response.body().map(body -> response.statusCode()))
        .compose(
            status -> {
              if (status == 503) {
                busy++;
                return send(batch);
              }
              return status == 200
                  ? Future.succeededFuture()
                  : Future.failedFuture("answered " + status);
            });
  }

  private Buffer batch() {
    Buffer batch = Buffer.buffer(BATCH * 400).appendString("{\"batch\":[");
    for (int i = 0; i < BATCH && next < (long) people * events; i++, next++) {
      batch.appendString(i == 0 ? "" : ",");
      int person = (int) (next % people);
      long round = next / people;
      batch.appendString(round == 0 ? identify(person) : track(person, round));
    }
    return batch.appendString("]}");
  }

  private static String identify(int person) {
    return "{\"type\":\"identify\",\"messageId\":\"i"
        + person
        + "\",\"userId\":\"customer-"
        + person
        + "\",\"anonymousId\":\"visitor-"
        + person
        + "\",\"traits\":{\"email\":\"person"
        + person
        + "@shop.test\",\"firstName\":\"First"
        + person % 1_000
        + "\",\"lastName\":\"Last"
        + person % 5_000
        + "\",\"city\":\"Utrecht\",\"shoe_size\":"
        + (36 + person % 10)
        + ",\"vip\":"
        + (person % 9 == 0)
        + ",\"language\":\"nl\",\"birthday\":\"1990-05-17\"}}";
  }

  private static String track(int person, long round) {
    return "{\"type\":\"track\",\"event\":\"Product Viewed\",\"messageId\":\"t"
        + person
        + "-"
        + round
        + "\",\"anonymousId\":\"visitor-"
        + person
        + "\",\"properties\":{\"product_id\":\"p"
        + person % 997
        + "\",\"price\":12.5,\"url\":\"https://shop.test/p/"
        + person % 997
        + "\"}}";
  }
}
