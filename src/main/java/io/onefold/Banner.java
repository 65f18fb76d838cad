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
    String url = "http://" + config.http().host() + ":" + port;
    boolean development = config.accounts().stream().anyMatch(Banner::isDevelopment);
    return development ? ready(url) + tryIt(url) : ready(url);
  }

  private static String ready(String url) {
    return "\nOnefold is ready on " + url + "\n\n";
  }

  private static String tryIt(String url) {
    return """
      write key   %s   (sends events)
      secret key  %s  (reads profiles)

      curl -u %s: %s/v1/identify -d '{"userId":"ann","anonymousId":"phone-1","traits":{"email":"ann@example.com","firstName":"Ann"}}'
      curl -u %s: %s/v1/profiles/email:ann@example.com

    """
        .formatted(
            DevelopmentKeys.WRITE,
            DevelopmentKeys.SECRET,
            DevelopmentKeys.WRITE,
            url,
            DevelopmentKeys.SECRET,
            url);
  }

  private static boolean isDevelopment(AccountConfig account) {
    return DevelopmentKeys.isUsedBy(account);
  }
}
