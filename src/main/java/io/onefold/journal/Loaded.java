package io.onefold.journal;

import java.util.Optional;

/**
 * What {@link ShardJournal#checkpoint} found.
 *
 * <p><b>Threading.</b> Immutable.
 */
public sealed interface Loaded {

  /** There is none, or none of that id. */
  record None() implements Loaded {}

  /** Every byte was verified; every section is fresh. */
  record Found(Checkpoint checkpoint) implements Loaded {}

  /**
   * A part is damaged, missing or of another shard or cluster. Nothing is handed out.
   *
   * @param part {@code pointer}, {@code manifest}, or the chunk as {@code section/number}
   * @param expected what it should have been, for example {@code crc=9af01c22}
   * @param got what it was, for example {@code missing}
   * @param olderGoodId the newest of the older kept ones that verifies in full
   */
  record Corrupt(int shard, String part, String expected, String got, Optional<String> olderGoodId)
      implements Loaded {

    /** The same damage, with a way out. */
    public Corrupt olderGood(String id) {
      return new Corrupt(shard, part, expected, got, Optional.of(id));
    }

    /** One line for the log and the console, naming the way out. */
    public String message() {
      String way =
          olderGoodId
              .map(
                  id ->
                      "older good checkpoint " + id + "; start with --restore=" + id + " to use it")
              .orElse("no older good checkpoint");
      return "SNAPSHOT_CORRUPT shard=%d part=%s expected %s got %s; %s"
          .formatted(shard, part, expected, got, way);
    }
  }
}
