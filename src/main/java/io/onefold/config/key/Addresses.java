package io.onefold.config.key;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What can be said of an address without asking anybody.
 *
 * <p><b>Threading.</b> Stateless. Looks no name up: what a name means may change.
 */
public final class Addresses {

  /** Java also takes {@code 10.1} for an address; others do not. */
  private static final Pattern WRITTEN_OUT =
      Pattern.compile("[0-9]+([.][0-9]+){3}|[0-9A-Fa-f:.]*:[^\\[\\]]*");

  private Addresses() {}

  /** The address that is written here in full; empty if it is a name, or nothing of the kind. */
  public static Optional<InetAddress> literal(String host) {
    try {
      return WRITTEN_OUT.matcher(host).matches()
          ? Optional.of(InetAddress.ofLiteral(host))
          : Optional.empty();
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  /** Whether nobody but this machine can reach it; of all names only {@code localhost} is so. */
  public static boolean isLoopback(String host) {
    return host.equals("localhost")
        || literal(host).map(InetAddress::isLoopbackAddress).orElse(false);
  }

  /**
   * Whether it is the address of one interface, written in full: neither a name nor all of them.
   */
  public static boolean isOfOneInterface(String host) {
    return literal(host)
        .filter(address -> !address.isAnyLocalAddress() && !address.isMulticastAddress())
        .isPresent();
  }
}
