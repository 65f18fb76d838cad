package io.onefold;

import io.onefold.config.AccountConfig;
import io.onefold.http.edge.RuleAdmin;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The identifier rules of a node as the edge shows them to one account: what is said of another
 * one's settings is left out.
 *
 * <p><b>Threading.</b> Thread-safe.
 *
 * @param accounts as the node was started with them, by whose places settings are named
 */
record RulesOfNode(RuleReload rules, List<AccountConfig> accounts) implements RuleAdmin {

  private static final String ACCOUNTS = "accounts[";

  @Override
  public Optional<InForce> inForce(int accountId) {
    return rules
        .inForce(accountId)
        .map(now -> new InForce(now.version(), now.json().getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public Future<Reloaded> reload(int accountId) {
    return rules.reload().map(result -> shown(accountId, result));
  }

  private Reloaded shown(int accountId, ReloadResult result) {
    return switch (result) {
      case ReloadResult.Applied(var versions, List<String> changed, List<String> needsRestart) ->
          new Reloaded.Applied(own(accountId, changed), own(accountId, needsRestart));
      case ReloadResult.Refused(var mistakes) ->
          new Reloaded.Refused(
              mistakes.stream()
                  .filter(mistake -> concerns(accountId, mistake.key()))
                  .map(mistake -> new Mistake(mistake.key(), mistake.allowed()))
                  .toList());
    };
  }

  private List<String> own(int accountId, List<String> names) {
    return names.stream().filter(name -> concerns(accountId, name)).toList();
  }

  private boolean concerns(int accountId, String name) {
    if (!name.startsWith(ACCOUNTS)) {
      return true;
    }
    for (int i = 0; i < accounts.size(); i++) {
      if (accounts.get(i).id() == accountId && name.startsWith(ACCOUNTS + i + "]")) {
        return true;
      }
    }
    return false;
  }
}
