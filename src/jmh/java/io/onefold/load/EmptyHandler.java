package io.onefold.load;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;

/**
 * A server that reads the body and answers {@code {"success":true}}: what HTTP alone costs here.
 *
 * <p>{@code mvn -q -Ptool process-test-classes -Dtool=io.onefold.load.EmptyHandler
 * -Dtool.args=8081}
 */
public final class EmptyHandler extends AbstractVerticle {

  private final int port;

  private EmptyHandler(int port) {
    this.port = port;
  }

  @Override
  public void start() {
    vertx
        .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(port))
        .requestHandler(
            request ->
                request
                    .body()
                    .onSuccess(
                        body ->
                            request
                                .response()
                                .putHeader("content-type", "application/json")
                                .end("{\"success\":true}")))
        .listen();
  }

  public static void main(String[] args) {
    int loops = Runtime.getRuntime().availableProcessors();
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(loops));
    int port = Integer.parseInt(args[0]);
    vertx.deployVerticle(() -> new EmptyHandler(port), new DeploymentOptions().setInstances(loops));
  }
}
