package io.onefold;

import io.onefold.decode.id.IdentifierNormaliser;
import io.onefold.decode.id.Normalised;
import io.onefold.event.Hash128;
import io.onefold.event.IdentifierType;
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

  private final IdentifierNormaliser normaliser;
  private final Forgotten forgotten;

  ForgottenOfNode(int shardCount, IdentifierNormaliser normaliser) {
    this.normaliser = normaliser;
    forgotten = new Forgotten(shardCount, (account, type, raw) -> spelled(type, raw));
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

  private Optional<String> spelled(IdentifierType type, String raw) {
    return normaliser.normalise(type, raw) instanceof Normalised.Valid(String value)
        ? Optional.of(value)
        : Optional.empty();
  }
}
