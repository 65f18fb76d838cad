package io.onefold;

import io.onefold.cluster.Membership;
import io.onefold.config.HttpConfig;
import java.net.BindException;
import java.time.Duration;
import java.util.stream.Collectors;

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

  /** Too few members were found in time. */
  static StartFailed tooFewMembers(Membership membership, Duration time) {
    return new StartFailed(
        ("%d of the %d members that are needed were found in %d s: %s; are the others started, do"
                + " they have the same cluster.name, and does cluster.members list where they are?")
            .formatted(
                membership.peers().size(),
                membership.quorum(),
                time.toSeconds(),
                membership.peers().stream()
                    .map(peer -> peer.name() + " at " + peer.address())
                    .collect(Collectors.joining(", "))));
  }

  private static boolean isInUse(Throwable failure) {
    return failure.getMessage() != null && failure.getMessage().contains("in use");
  }
}
