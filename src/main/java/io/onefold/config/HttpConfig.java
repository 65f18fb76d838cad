package io.onefold.config;

import io.onefold.config.key.Addresses;
import io.onefold.config.key.Key;
import io.onefold.config.key.Kinds;
import io.onefold.config.key.Section;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where the node listens for HTTP.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param host the address or host name to bind to
 * @param port 0 means any free one
 * @param corsOrigins the origins whose pages may call; if empty, every origin is echoed back,
 *     without credentials
 */
public record HttpConfig(String host, int port, List<String> corsOrigins) {

  private static final Key<String> HOST =
      Key.of(
          "host",
          "127.0.0.1",
          Kinds.text(Pattern.compile("[A-Za-z0-9._:%-]{1,255}"), "an address or a host name"));
  private static final Key<Integer> PORT = Key.of("port", 8080, Kinds.whole(0, 65_535));
  private static final Key<List<String>> CORS_ORIGINS =
      Key.of(
          "cors-origins",
          List.of(),
          Kinds.list(
              Kinds.text(
                  Pattern.compile("https?://[A-Za-z0-9._-]+(:[0-9]{1,5})?"),
                  "an origin such as https://shop.example:8443, without a path")));

  public HttpConfig {
    HOST.require(host);
    PORT.require(port);
    corsOrigins = List.copyOf(CORS_ORIGINS.require(corsOrigins));
  }

  static HttpConfig read(Section section) {
    return new HttpConfig(section.read(HOST), section.read(PORT), section.read(CORS_ORIGINS));
  }

  /**
   * Whether nobody but this machine can reach the node. A name other than {@code localhost} is not
   * looked up and counts as reachable: what it means may change.
   */
  public boolean isLoopback() {
    return Addresses.isLoopback(host);
  }
}
