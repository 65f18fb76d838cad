package io.onefold.profile;

import java.util.List;

/**
 * Chooses the statement that a reader sees among those that were made about one attribute or one
 * purpose of consent, as {@link Survivorship} has it. This is the only place that chooses.
 *
 * <p>A choice depends on the statements alone, not on the order in which they stand.
 *
 * <p><b>Threading.</b> Immutable, but for the dictionary, which is the shard's; used for one read.
 */
record Choice(Survivorship survivorship, Names names) implements Statements.Preference {

  boolean isUnion(String attributeKey) {
    return survivorship.policy(attributeKey) == Survivorship.Policy.UNION;
  }

  /** Whether the attribute in {@code row} is preferred to the same one in {@code other}. */
  @Override
  public boolean prefers(Packed profile, int row, int other) {
    return switch (policy(profile, row)) {
      case MOST_RECENT, UNION -> Statements.isLater(profile, row, other);
      case OLDEST -> Statements.isLater(profile, other, row);
      case SOURCE_PRIORITY -> {
        int gain = weakness(profile, other) - weakness(profile, row);
        yield gain != 0 ? gain > 0 : Statements.isLater(profile, row, other);
      }
    };
  }

  /** Orders rows of one attribute, the preferred one first. */
  int order(Packed profile, int row, int other) {
    return prefers(profile, row, other) ? -1 : prefers(profile, other, row) ? 1 : 0;
  }

  /** The answer that holds, of all about one purpose, of which there must be one. */
  int answer(Packed profile, List<Integer> rows) {
    int refusal = -1;
    int latest = rows.getFirst();
    for (int row : rows) {
      latest = Statements.isLater(profile, row, latest) ? row : latest;
      if (!Consents.granted(profile, row) && !isOverruled(profile, row, rows)) {
        refusal = refusal < 0 || Statements.isLater(profile, row, refusal) ? row : refusal;
      }
    }
    return refusal < 0 ? latest : refusal;
  }

  /** Whether somebody at least as strong has said yes after this no. */
  private boolean isOverruled(Packed profile, int no, List<Integer> rows) {
    for (int row : rows) {
      if (Consents.granted(profile, row)
          && Statements.atMs(profile, row) > Statements.atMs(profile, no)
          && rank(profile, row) <= rank(profile, no)) {
        return true;
      }
    }
    return false;
  }

  private Survivorship.Policy policy(Packed profile, int row) {
    return survivorship.policies().isEmpty()
        ? Survivorship.Policy.MOST_RECENT
        : survivorship.policy(names.name(Statements.key(profile, row)));
  }

  /** Rank of the source, behind all ranks when it gave an empty value. */
  private int weakness(Packed profile, int row) {
    int gap = Statements.isEmpty(profile, row) ? survivorship.sourceOrder().size() + 1 : 0;
    return gap + rank(profile, row);
  }

  private int rank(Packed profile, int row) {
    return survivorship.rank(Statements.source(profile, row, names));
  }
}
