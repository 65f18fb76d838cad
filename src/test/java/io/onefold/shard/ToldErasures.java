package io.onefold.shard;

import io.onefold.event.Hash128;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What a shard has told of people who were erased. */
final class ToldErasures implements ErasureListener {

  final Set<Hash128> suppressed = ConcurrentHashMap.newKeySet();

  @Override
  public void restored(int shard, Set<Hash128> all) {
    suppressed.clear();
    suppressed.addAll(all);
  }

  @Override
  public void suppressed(Hash128 identifier) {
    suppressed.add(identifier);
  }

  @Override
  public void readmitted(Hash128 identifier) {
    suppressed.remove(identifier);
  }
}
