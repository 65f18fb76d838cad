package io.onefold.shard;

import io.onefold.event.Hash128;
import java.util.Set;

/**
 * Follows which identifiers belong to people who were erased, so that what is sent of them need not
 * come as far as a shard.
 *
 * <p><b>Threading.</b> Called on the event loops of all shards of a node; must not block.
 */
public interface ErasureListener {

  /** Nobody follows. */
  ErasureListener NOBODY =
      new ErasureListener() {
        @Override
        public void restored(int shard, Set<Hash128> suppressed) {}

        @Override
        public void suppressed(Hash128 identifier) {}

        @Override
        public void readmitted(Hash128 identifier) {}
      };

  /** A shard was read from the store, and knows these identifiers and no others. */
  void restored(int shard, Set<Hash128> suppressed);

  /** It is committed that the identifier belongs to somebody who was erased. */
  void suppressed(Hash128 identifier);

  /** It is committed that the identifier is welcome again. */
  void readmitted(Hash128 identifier);
}
