package io.onefold.route;

import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The identifiers of people who were erased, as far as the shards of this node know them. By it the
 * edge keeps what is sent of these people away from the shards, where it would be kept.
 *
 * <p>This is a copy, not the record: that is each shard's own, and it is the shard of an event's
 * route that has the last word. Here an identifier may be missing for the moment between a shard's
 * commit and its telling.
 *
 * <p><b>Threading.</b> Thread-safe; one for a node. Shards write, gateways read.
 *
 * <p><b>Bounds.</b> About 60 bytes an identifier, kept for as long as the person is forgotten.
 */
public final class Forgotten {

  private final Set<Hash128> identifiers = ConcurrentHashMap.newKeySet();
  private final int shardCount;
  private final Spelling spelling;

  /**
   * @param shardCount shards of the cluster
   */
  public Forgotten(int shardCount, Spelling spelling) {
    this.shardCount = shardCount;
    this.spelling = spelling;
  }

  /** The one spelling of an account's identifiers, by which they are compared. */
  @FunctionalInterface
  public interface Spelling {
    /** {@code raw} as an identifier of this type; empty when it is none. */
    Optional<String> spelled(int accountId, IdentifierType type, String raw);
  }

  /** Whether a text is this identifier, however it is spelled. */
  boolean shows(int accountId, Identifier identifier, String text) {
    return text.strip().equalsIgnoreCase(identifier.value())
        || spelling
            .spelled(accountId, identifier.type(), text)
            .filter(identifier.value()::equals)
            .isPresent();
  }

  /** Whether nobody was erased: then there is nothing to look for. */
  public boolean isEmpty() {
    return identifiers.isEmpty();
  }

  /** Whether the identifier belongs to somebody who was erased. */
  public boolean contains(Hash128 identifier) {
    return identifiers.contains(identifier);
  }

  /** A shard was read from the store: these are all that it knows. */
  public void restored(int shard, Set<Hash128> known) {
    identifiers.removeIf(i -> i.shard(shardCount) == shard && !known.contains(i));
    identifiers.addAll(known);
  }

  /** An identifier belongs to somebody who was erased. */
  public void add(Hash128 identifier) {
    identifiers.add(identifier);
  }

  /** It is welcome again. */
  public void remove(Hash128 identifier) {
    identifiers.remove(identifier);
  }
}
