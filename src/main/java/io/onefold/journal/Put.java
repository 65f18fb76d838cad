package io.onefold.journal;

import java.util.List;

/**
 * What became of one {@link ShardJournal#putCheckpoint}.
 *
 * <p><b>Threading.</b> Immutable.
 */
public sealed interface Put {

  /**
   * It is the current one, now or already.
   *
   * @param id for {@code --restore}
   * @param storedBytes compressed bytes that had to be written
   */
  record Stored(String id, long storedBytes) implements Put {}

  /** A newer one is current; nothing changed. */
  record Older(String currentId) implements Put {}

  /** A higher epoch owns the shard; nothing changed. */
  record Fenced(long epoch) implements Put {}

  /**
   * Sections are not in the store, so the checkpoint did not become current: they were called
   * unchanged and are not stored in this version, or the store has lost them, perhaps while this
   * call ran. Nothing changed; hand all of them in fresh.
   */
  record Incomplete(List<String> sections) implements Put {}
}
