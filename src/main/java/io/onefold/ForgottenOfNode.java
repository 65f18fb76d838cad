package io.onefold;

import io.onefold.decode.id.Normalised;
import io.onefold.event.Hash128;
import io.onefold.event.IdentifierType;
import io.onefold.http.access.AccountRules;
import io.onefold.route.Forgotten;
import io.onefold.shard.ErasureListener;
import java.util.Optional;
import java.util.Set;

/**
 * Brings what the shards know of people who were erased to the edge of the node.
 *
 * <p><b>Threading.</b> Thread-safe.
 */
final class ForgottenOfNode implements ErasureListener {

  private final AccountRules rules;
  private final Forgotten forgotten;

  ForgottenOfNode(int shardCount, AccountRules rules) {
    this.rules = rules;
    forgotten = new Forgotten(shardCount, this::spelled);
  }

  Forgotten atEdge() {
    return forgotten;
  }

  @Override
  public void restored(int shard, Set<Hash128> suppressed) {
    forgotten.restored(shard, suppressed);
  }

  @Override
  public void suppressed(Hash128 identifier) {
    forgotten.add(identifier);
  }

  @Override
  public void readmitted(Hash128 identifier) {
    forgotten.remove(identifier);
  }

  private Optional<String> spelled(int accountId, IdentifierType type, String raw) {
    return rules.of(accountId).normaliser().normalise(type, raw)
            instanceof Normalised.Valid(String value)
        ? Optional.of(value)
        : Optional.empty();
  }
}
