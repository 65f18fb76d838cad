package io.onefold.journal;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rules in memory, every call answered before it returns.
 *
 * <p><b>Threading.</b> Thread-safe.
 */
public final class MemoryRuleVersions implements RuleVersions {

  private final Map<Integer, List<String>> accounts = new HashMap<>();

  @Override
  public synchronized Future<Integer> versionOf(int accountId, String canonicalJson) {
    List<String> texts = accounts.computeIfAbsent(accountId, first -> new ArrayList<>());
    if (texts.isEmpty() || !texts.getLast().equals(canonicalJson)) {
      texts.add(canonicalJson);
    }
    return Future.succeededFuture(texts.size());
  }

  @Override
  public synchronized Future<Optional<String>> text(int accountId, int version) {
    List<String> texts = accounts.getOrDefault(accountId, List.of());
    return Future.succeededFuture(
        version < 1 || version > texts.size()
            ? Optional.empty()
            : Optional.of(texts.get(version - 1)));
  }
}
