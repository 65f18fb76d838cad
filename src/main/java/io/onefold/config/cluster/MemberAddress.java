package io.onefold.config.cluster;

import io.onefold.config.key.Addresses;
import io.onefold.config.key.Kind;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where another node of the cluster is found.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param host an address, without brackets, or a name
 * @param port 1 to {@link #PORT_MAX}
 */
public record MemberAddress(String host, int port) {

  static final int PORT_MAX = 65_535;

  private static final Pattern WRITTEN =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.]{2,45})]|([A-Za-z0-9._-]{1,253})):([0-9]{1,5})");

  /** How members are written in a list. */
  static final Kind<MemberAddress> KIND =
      new Kind<>(
          written -> written.isTextual() ? parse(written.textValue()) : Optional.empty(),
          member -> true,
          "host:port, or [address]:port of IPv6");

  public MemberAddress {
    if (host.isEmpty() || port < 1 || port > PORT_MAX) {
      throw new IllegalArgumentException("no member can be at " + host + ", port " + port);
    }
  }

  static Optional<MemberAddress> parse(String text) {
    Matcher matcher = WRITTEN.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    int port = Integer.parseInt(matcher.group(3));
    return port < 1 || port > PORT_MAX
        ? Optional.empty()
        : Optional.of(new MemberAddress(host, port));
  }

  /** Whether nobody but this machine can reach it. */
  public boolean isLoopback() {
    return Addresses.isLoopback(host);
  }

  /** Whether it may be what listens at this address and port; a name may mean any address. */
  boolean mayBe(String otherHost, int otherPort) {
    Optional<InetAddress> address = Addresses.literal(host);
    return port == otherPort && (address.isEmpty() || address.equals(Addresses.literal(otherHost)));
  }

  /** As it is written in a list. */
  @Override
  public String toString() {
    return host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port;
  }
}
