package io.onefold.http.edge;

import io.onefold.telemetry.HttpMeters;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what failed for a defect of the node, under an id that the caller gets as well.
 *
 * <p>Neither the address of the request nor the message of the exception is logged, since both may
 * hold personal data.
 *
 * <p><b>Threading.</b> Confined to one event loop.
 */
public final class Defects {

  private static final Logger LOG = LoggerFactory.getLogger(Defects.class);

  /** Enough to see who called whom. */
  private static final int FRAMES_MAX = 8;

  private final HttpMeters meters;
  private final RandomGenerator random;

  public Defects(HttpMeters meters, RandomGenerator random) {
    this.meters = meters;
    this.random = random;
  }

  /** Counts and logs a failure; answers its id. */
  public String note(Throwable failure) {
    String id = HexFormat.of().toHexDigits(random.nextLong());
    meters.failed();
    LOG.atError()
        .addKeyValue("failure", id)
        .addKeyValue("exception", failure.getClass().getName())
        .addKeyValue("at", where(failure))
        .log("request failed");
    return id;
  }

  private static String where(Throwable failure) {
    return Stream.of(failure.getStackTrace())
        .limit(FRAMES_MAX)
        .map(StackTraceElement::toString)
        .collect(Collectors.joining(" < "));
  }
}
