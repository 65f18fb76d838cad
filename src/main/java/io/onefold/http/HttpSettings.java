package io.onefold.http;

import io.onefold.message.View;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How the node is reached over HTTP.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param port 0 for any free one, of which several verticles would take several
 * @param bodyBytesMax largest body of a single call as sent, which may be compressed
 * @param batchBytesMax largest body of a batch as sent
 * @param personalizeDeadline from the arrival of a personalize call to its answer
 * @param projections what personalize may show, by name; has at least {@link #DEFAULT_PROJECTION}
 * @param origins browser origins that may call, such as {@code https://shop.example}; empty for any
 * @param metricsOpen whether {@code /metrics} answers without a secret key; for nodes that bind to
 *     loopback, or whose port only the monitoring reaches
 * @param stopTimeout how long stopping waits for what was accepted
 */
public record HttpSettings(
    String host,
    int port,
    int bodyBytesMax,
    int batchBytesMax,
    Duration personalizeDeadline,
    Map<String, View.Projection> projections,
    List<String> origins,
    boolean metricsOpen,
    Duration stopTimeout) {

  /** Segment's API takes 32 KB an event; 512 KB leaves room for personalize and for its growth. */
  public static final int BODY_BYTES_MAX = 512 * 1024;

  /** RudderStack's clients send up to 4 MB, also uncompressed. */
  public static final int BATCH_BYTES_MAX = 4 * 1024 * 1024;

  public static final String DEFAULT_PROJECTION = "default";

  public HttpSettings {
    projections = Map.copyOf(projections);
    origins = List.copyOf(origins);
    if (!projections.containsKey(DEFAULT_PROJECTION)) {
      throw new IllegalArgumentException("there must be a projection \"default\"");
    }
  }

  /** The same on another port. */
  public HttpSettings onPort(int other) {
    return new HttpSettings(
        host,
        other,
        bodyBytesMax,
        batchBytesMax,
        personalizeDeadline,
        projections,
        origins,
        metricsOpen,
        stopTimeout);
  }
}
