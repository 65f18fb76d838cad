package io.onefold.http.edge;

import io.onefold.http.wire.Replies;
import io.onefold.message.Answer;
import io.onefold.telemetry.HttpMeters;
import io.vertx.core.http.HttpServerResponse;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns up to defects: the caller gets an id, the log gets the same id and where it happened.
 *
 * <p>Neither the address of the request nor the message of the exception is logged, since both may
 * hold personal data.
 *
 * <p><b>Threading.</b> Confined to one event loop.
 */
public final class Failures {

  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  /** Enough to see who called whom. */
  private static final int FRAMES_MAX = 8;

  private final Replies replies;
  private final HttpMeters meters;
  private final RandomGenerator random;

  public Failures(Replies replies, HttpMeters meters, RandomGenerator random) {
    this.replies = replies;
    this.meters = meters;
    this.random = random;
  }

  /** Does {@code work}, and answers for it when it fails. */
  public void guard(HttpServerResponse response, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException failure) {
      answer(response, failure);
    }
  }

  /** A shard answered what was not asked. */
  public void unexpected(HttpServerResponse response, Answer answer) {
    answer(
        response,
        new IllegalStateException("unexpected answer " + answer.getClass().getSimpleName()));
  }

  /** The request failed for a defect of the node. */
  public void answer(HttpServerResponse response, Throwable failure) {
    String id = HexFormat.of().toHexDigits(random.nextLong());
    meters.failed();
    LOG.atError()
        .addKeyValue("failure", id)
        .addKeyValue("exception", failure.getClass().getName())
        .addKeyValue("at", where(failure))
        .log("request failed");
    replies.failed(response, id);
  }

  private static String where(Throwable failure) {
    return Stream.of(failure.getStackTrace())
        .limit(FRAMES_MAX)
        .map(StackTraceElement::toString)
        .collect(Collectors.joining(" < "));
  }
}
