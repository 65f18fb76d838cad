package io.onefold.journal.connection;

import java.net.URI;
import java.util.Optional;

/**
 * Where Redis is, and for how long it may be waited for.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param uri what the operator wrote, where it says more than host and port
 * @param giveUpAfterMs longest wait of one command for a connection, and of one append for
 *     certainty once there is doubt
 * @param stallAfterMs a connection on which commands wait and nothing arrives for this long is
 *     closed, and what it carried is in doubt
 * @param connectTimeoutMs for a new connection to be greeted
 */
public record RedisSettings(
    String host,
    int port,
    Optional<String> uri,
    Optional<String> password,
    long giveUpAfterMs,
    long stallAfterMs,
    long connectTimeoutMs) {

  private static final int DEFAULT_PORT = 6_379;

  /** First pause before connecting again; doubled each time, as the server may be starting. */
  static final long BACK_OFF_MS_MIN = 20;

  /** Longest pause: a server that comes back is noticed within a second. */
  static final long BACK_OFF_MS_MAX = 1_000;

  /**
   * Commands that may wait for their reply on one connection. Appends: 4 in flight × 1,024 shards =
   * 4,096; readers and checkpoints send in windows of at most 256. Rounded up.
   */
  static final int WAITING_MAX = 16_384;

  /**
   * Waits for a server on the same machine or rack: 5 s, 4 s, 5 s. They are long against what a
   * healthy server needs, as a machine that is starved for a moment must not look like a dead one;
   * callers that answer people give up earlier by themselves.
   */
  public static RedisSettings at(String host, int port, Optional<String> password) {
    return new RedisSettings(host, port, Optional.empty(), password, 5_000, 4_000, 5_000);
  }

  /**
   * The same waits for the server of an operator.
   *
   * @param uri as the client takes it: {@code redis://[:password@]host[:port][/database]}, {@code
   *     rediss://} for TLS, {@code unix://} for a socket
   */
  public static RedisSettings of(String uri) {
    URI parsed = URI.create(uri);
    String host = parsed.getHost() == null ? parsed.getPath() : parsed.getHost();
    int port = parsed.getPort() < 0 ? DEFAULT_PORT : parsed.getPort();
    return new RedisSettings(host, port, Optional.of(uri), Optional.empty(), 5_000, 4_000, 5_000);
  }

  /** What the client connects by; may hold a password. */
  String connectionString() {
    return uri.orElseGet(this::toString);
  }

  /** Never shows the password. */
  @Override
  public String toString() {
    return "redis://" + host + ":" + port;
  }
}
