package io.onefold.http.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.onefold.message.Answer;
import io.onefold.telemetry.HttpMeters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.random.RandomGenerator;

/**
 * Sends answers. One that comes when the caller is gone, or when another one was sent, is dropped.
 *
 * <p><b>Threading.</b> Confined to one event loop.
 */
public final class Replies {

  /**
   * Spread of {@code Retry-After}, so that those who were refused together do not come together.
   */
  private static final int RETRY_SECONDS_MIN = 1;

  private static final int RETRY_SECONDS_MAX = 5;

  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
  private static final CharSequence WWW_AUTHENTICATE =
      HttpHeaders.createOptimized("WWW-Authenticate");

  /** Not Basic: a browser would ask its user for a name and keep the key. */
  private static final CharSequence CHALLENGE =
      HttpHeaders.createOptimized("Bearer realm=\"onefold\"");

  private static final CharSequence RETRY_AFTER = HttpHeaders.createOptimized("Retry-After");

  private final JsonFactory factory = new JsonFactory();
  private final Buffer accepted = Buffer.buffer("{\"success\":true}");
  private final HttpMeters meters;
  private final RandomGenerator random;

  public Replies(HttpMeters meters, RandomGenerator random) {
    this.meters = meters;
    this.random = random;
  }

  /** Writes the fields of a JSON object. */
  @FunctionalInterface
  public interface Fields {
    void write(JsonGenerator out) throws IOException;
  }

  /** {@code 200 {"success":true}}: what every client library takes as success. */
  public void accepted(HttpServerResponse response) {
    send(response, 200, accepted);
  }

  public void ok(HttpServerResponse response, byte[] json) {
    send(response, 200, Buffer.buffer(json));
  }

  public void ok(HttpServerResponse response, Fields fields) {
    send(response, 200, object(fields));
  }

  /** Refuses a request for what it is, and counts it. */
  public void refuse(HttpServerResponse response, Problem problem) {
    refuse(response, problem, out -> {});
  }

  /** The same, and says more of why. */
  public void refuse(HttpServerResponse response, Problem problem, Fields more) {
    meters.rejected(problem.code(), 1);
    if (problem.status() == 401 && isOpen(response)) {
      response.putHeader(WWW_AUTHENTICATE, CHALLENGE);
    }
    send(
        response,
        problem.status(),
        error(problem.code(), problem.message(), problem.field(), more));
  }

  /** Asks the caller to send the same again in a while. */
  public void busy(HttpServerResponse response, Answer.Reason reason) {
    unavailable(response, error(reason.code(), "not now: send the same again later", ""));
  }

  /** In how many seconds whoever was refused for now may come again. */
  public static int retrySeconds(RandomGenerator random) {
    return random.nextInt(RETRY_SECONDS_MIN, RETRY_SECONDS_MAX + 1);
  }

  /** {@code 503} with {@code Retry-After}. */
  public void unavailable(HttpServerResponse response, Buffer json) {
    if (isOpen(response)) {
      response.putHeader(RETRY_AFTER, Integer.toString(retrySeconds(random)));
      send(response, 503, json);
    }
  }

  /** Owns up to a defect. The id stands in the log too. */
  public void failed(HttpServerResponse response, String failureId) {
    send(response, 500, error("internal_error", "the node failed; its log has " + failureId, ""));
  }

  /** An error in the form that all client libraries read: {@code error} is what some look for. */
  public Buffer error(String code, String message, String field) {
    return error(code, message, field, out -> {});
  }

  private Buffer error(String code, String message, String field, Fields more) {
    return object(
        out -> {
          out.writeBooleanField("success", false);
          out.writeStringField("code", code);
          out.writeStringField("message", message);
          out.writeStringField("error", message);
          if (!field.isEmpty()) {
            out.writeStringField("field", field);
          }
          more.write(out);
        });
  }

  /** A JSON object with these fields. */
  public Buffer object(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator out = factory.createGenerator(bytes)) {
      out.writeStartObject();
      fields.write(out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return Buffer.buffer(bytes.toByteArray());
  }

  private static void send(HttpServerResponse response, int status, Buffer json) {
    if (isOpen(response)) {
      response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, JSON).end(json);
    }
  }

  private static boolean isOpen(HttpServerResponse response) {
    return !response.ended() && !response.closed();
  }
}
