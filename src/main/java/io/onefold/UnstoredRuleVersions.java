package io.onefold;

import io.onefold.journal.RuleVersions;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Numbers rules for the life of the process.
 *
 * <p><b>Threading.</b> Thread-safe.
 */
final class UnstoredRuleVersions implements RuleVersions {

  /** The first of an account has number 1. */
  private final Map<Integer, List<String>> texts = new HashMap<>();

  @Override
  public synchronized Future<Integer> versionOf(int accountId, String canonicalJson) {
    List<String> known = texts.computeIfAbsent(accountId, absent -> new ArrayList<>());
    if (known.isEmpty() || !known.getLast().equals(canonicalJson)) {
      known.add(canonicalJson);
    }
    return Future.succeededFuture(known.size());
  }

  @Override
  public synchronized Future<Optional<String>> text(int accountId, int version) {
    List<String> known = texts.getOrDefault(accountId, List.of());
    boolean isGiven = version > 0 && version <= known.size();
    return Future.succeededFuture(isGiven ? Optional.of(known.get(version - 1)) : Optional.empty());
  }
}
