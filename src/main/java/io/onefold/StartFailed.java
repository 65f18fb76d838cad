package io.onefold;

import io.onefold.config.HttpConfig;
import java.net.BindException;

/**
 * The node cannot start, for a reason that the operator can do something about: the message says
 * what.
 */
final class StartFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StartFailed(String why) {
    super(why, null, false, false);
  }

  /** HTTP cannot be served where the configuration says. */
  static StartFailed cannotListen(HttpConfig http, Throwable failure) {
    if (failure instanceof BindException && http.port() != 0 && isInUse(failure)) {
      return new StartFailed(
          "port %d of %s is in use: end what listens there, or choose another by http.port (%s)"
              .formatted(http.port(), http.host(), "ONEFOLD_HTTP_PORT=8081"));
    }
    return new StartFailed(
        "cannot listen at %s, port %d: %s; they are set by http.host and http.port"
            .formatted(http.host(), http.port(), failure.getMessage()));
  }

  private static boolean isInUse(Throwable failure) {
    return failure.getMessage() != null && failure.getMessage().contains("in use");
  }
}
