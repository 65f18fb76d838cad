package io.onefold;

import io.onefold.config.AccountConfig;
import io.onefold.config.DevelopmentKeys;
import io.onefold.config.OnefoldConfig;

/**
 * What a person sees who started a node: where it is, and what to try.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class Banner {

  private Banner() {}

  static String text(OnefoldConfig config, int port) {
    String url = "http://" + inUrl(config.http().host()) + ":" + port;
    boolean development = config.accounts().stream().anyMatch(Banner::isDevelopment);
    return development ? ready(url) + tryIt(url) : ready(url);
  }

  private static String ready(String url) {
    return "\nOnefold is ready on " + url + "\n\n";
  }

  /** One line: an event goes in, and the profile that knows it comes out. */
  private static String tryIt(String url) {
    return """
      write key   %1$s   (sends events)
      secret key  %2$s  (reads profiles)

      curl -u %1$s: %3$s/v1/identify -d '{"userId":"ann","traits":{"firstName":"Ann"}}' && curl -u %2$s: %3$s/v1/profiles/customer_id:ann

    """
        .formatted(DevelopmentKeys.WRITE, DevelopmentKeys.SECRET, url);
  }

  /** An address of IPv6 stands in brackets, to tell its colons from the port's. */
  private static String inUrl(String host) {
    return host.indexOf(':') < 0 ? host : "[" + host + "]";
  }

  private static boolean isDevelopment(AccountConfig account) {
    return DevelopmentKeys.isUsedBy(account);
  }
}
