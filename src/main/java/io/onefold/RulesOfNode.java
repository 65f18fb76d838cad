package io.onefold;

import io.onefold.http.edge.RuleAdmin;
import io.onefold.identity.RuleBook;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * The identifier rules of a node as the edge shows them: those that it was started with, which hold
 * until it ends.
 *
 * <p><b>Threading.</b> Immutable.
 */
record RulesOfNode(RuleBook book) implements RuleAdmin {

  @Override
  public Optional<InForce> inForce(int accountId) {
    JsonObject types = new JsonObject();
    book.of(accountId)
        .types()
        .forEach(
            (type, rule) ->
                types.put(
                    type.wireName(),
                    new JsonObject().put("unique", rule.unique()).put("limit", rule.countMax())));
    JsonObject rules = new JsonObject().put("types", types);
    return Optional.of(new InForce(book.of(accountId).version(), rules.toBuffer().getBytes()));
  }

  @Override
  public Future<Reloaded> reload(int accountId) {
    return Future.succeededFuture(new Reloaded.Applied(List.of(), List.of()));
  }
}
