package io.onefold.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.onefold.decode.KeyLookup;
import io.onefold.http.access.KeyRing;
import io.onefold.http.edge.Desk;
import io.onefold.http.edge.Edge;
import io.onefold.http.edge.Failures;
import io.onefold.http.wire.Cors;
import io.onefold.http.wire.Problem;
import io.onefold.http.wire.Replies;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;

/**
 * One event loop of the HTTP edge. Several of them share the port.
 *
 * <p>Stopping takes no new connections, answers what was accepted, then closes.
 *
 * <p><b>Threading.</b> Deployed as an event loop verticle; {@link #port} may be read once it is
 * deployed.
 */
public final class HttpVerticle extends VerticleBase {

  /** A connection that is silent for so long is closed; browsers and proxies give up before. */
  private static final int IDLE_SECONDS = 75;

  /** A path holds at most one identifier, percent-encoded: 256 × 4 bytes × 3 characters. */
  private static final int LINE_BYTES_MAX = 8 * 1024;

  private static final int BACKLOG = 1_024;

  private final HttpSettings settings;
  private final HttpParts parts;
  private Desk desk;
  private HttpServer server;

  public HttpVerticle(HttpSettings settings, HttpParts parts) {
    this.settings = settings;
    this.parts = parts;
  }

  @Override
  public Future<?> start() {
    desk = parts.desk(vertx, parts.meters().http());
    Edge edge = edge();
    server =
        vertx
            .createHttpServer(options())
            .invalidRequestHandler(request -> refuse(edge, request))
            .requestHandler(new Routes(vertx, edge, settings, parts).router());
    return server.listen();
  }

  @Override
  public Future<?> stop() {
    return server.shutdown(settings.stopTimeout()).onComplete(closed -> desk.gateway().close());
  }

  /** The port that is listened on. */
  public int port() {
    return server.actualPort();
  }

  private Edge edge() {
    Replies replies = new Replies(desk.meters(), desk.random());
    return new Edge(
        desk,
        new KeyRing(parts.keys(), new KeyLookup(parts.decodeLimits())),
        new Cors(settings.origins()),
        replies,
        new Failures(replies, desk.defects()));
  }

  /** What cannot be understood as a request; nor can what follows it on the connection. */
  private static void refuse(Edge edge, HttpServerRequest request) {
    int status =
        switch (request.decoderResult().cause()) {
          case TooLongHttpLineException _ -> 414;
          case TooLongHttpHeaderException _ -> 431;
          case null, default -> 400;
        };
    edge.replies().refuse(request.response(), Problem.malformedRequest(status));
    request.connection().close();
  }

  private HttpServerOptions options() {
    return new HttpServerOptions()
        .setHost(settings.host())
        .setPort(settings.port())
        .setHandle100ContinueAutomatically(false)
        .setHttp2ClearTextEnabled(false)
        .setMaxInitialLineLength(LINE_BYTES_MAX)
        .setAcceptBacklog(BACKLOG)
        .setIdleTimeout(IDLE_SECONDS)
        .setIdleTimeoutUnit(TimeUnit.SECONDS);
  }
}
