package io.onefold.config.rules;

import io.onefold.config.key.Key;
import io.onefold.config.key.Kinds;
import io.onefold.config.key.Section;

/**
 * What keeps a profile a person, whatever the types of its identifiers.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param identifiersMax on one profile; beyond, no more are linked
 * @param mergesMax profiles that one may absorb; beyond, merges are refused
 * @param mergesPerHourMax of them within an hour; beyond, merges wait
 */
public record CapsConfig(int identifiersMax, int mergesMax, int mergesPerHourMax) {

  /** 10,000 identifiers of 100 bytes are the 1 MB that a profile may weigh on a move. */
  private static final int MOST = 10_000;

  private static final Key<Integer> IDENTIFIERS = Key.of("identifiers", 500, Kinds.whole(1, MOST));
  private static final Key<Integer> MERGES = Key.of("merges", 200, Kinds.whole(0, MOST));
  private static final Key<Integer> MERGES_PER_HOUR =
      Key.of("merges-per-hour", 20, Kinds.whole(1, MOST));

  /** What holds where nothing is configured. */
  public static final CapsConfig STANDARD = new CapsConfig(500, 200, 20);

  public CapsConfig {
    IDENTIFIERS.require(identifiersMax);
    MERGES.require(mergesMax);
    MERGES_PER_HOUR.require(mergesPerHourMax);
  }

  static CapsConfig read(Section section, CapsConfig otherwise) {
    return new CapsConfig(
        section.read(IDENTIFIERS.or(otherwise.identifiersMax)),
        section.read(MERGES.or(otherwise.mergesMax)),
        section.read(MERGES_PER_HOUR.or(otherwise.mergesPerHourMax)));
  }
}
