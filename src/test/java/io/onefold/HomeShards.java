package io.onefold;

import io.onefold.decode.id.IdentifierHasher;
import io.onefold.event.IdentifierType;

/** Which shard an identifier belongs to, on nodes with one identity key. */
public final class HomeShards {

  private static final int ACCOUNT = 1;

  private final IdentifierHasher hasher;
  private final int count;

  public HomeShards(byte[] identityKey, int count) {
    this.hasher = new IdentifierHasher(Secrets.of(identityKey).hashing());
    this.count = count;
  }

  /** The shard of a normalised value, in the account with the number 1. */
  public int of(IdentifierType type, String value) {
    return hasher.hash(ACCOUNT, type, value).shard(count);
  }
}
