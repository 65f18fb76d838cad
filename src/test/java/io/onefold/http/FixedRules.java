package io.onefold.http;

import io.onefold.http.edge.RuleAdmin;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Rules whose reload comes out as a test says.
 *
 * <p><b>Threading.</b> Thread-safe.
 */
final class FixedRules implements RuleAdmin {

  volatile Optional<InForce> inForce =
      Optional.of(new InForce(3, "{\"types\":{}}".getBytes(StandardCharsets.UTF_8)));
  volatile Future<Reloaded> reloaded = Future.failedFuture("not told");

  @Override
  public Optional<InForce> inForce(int accountId) {
    return inForce;
  }

  @Override
  public Future<Reloaded> reload(int accountId) {
    return reloaded;
  }
}
