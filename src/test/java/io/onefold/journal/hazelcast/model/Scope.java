package io.onefold.journal.hazelcast.model;

import java.util.List;
import java.util.Set;

/**
 * What may happen in one search.
 *
 * @param owners that may take the shard over, each on a member of its own
 * @param places of the log
 * @param batches that each owner makes
 * @param epochs that may be claimed
 * @param changes of the table of partitions: a death, a move, a new copy
 * @param deaths among these
 * @param broken the rule that is left out
 */
record Scope(
    int owners,
    int places,
    int batches,
    int epochs,
    int changes,
    int deaths,
    Set<Trait> traits,
    Broken broken) {

  /** What is special about a scope. */
  enum Trait {

    /** Owners store checkpoints and trim behind them. */
    TRIMS,

    /** Every owner believes that its member holds the shard, all the time. */
    ALL_BELIEVE,

    /** At first there is only one member; if it dies then, nothing is left. */
    BEGINS_ALONE
  }

  /** Two owners, a batch each, one death. */
  static final Scope TINY = of(2, 2, 1, 2, 1, 1);

  /** The same where the copy has no member at first. */
  static final Scope ALONE = of(2, 2, 1, 2, 2, 1, Trait.BEGINS_ALONE);

  /** Two owners whose shard moves before a member dies. */
  static final Scope COPIES = of(2, 3, 1, 3, 2, 1);

  /** Two who both believe that they own the shard, with batches under way side by side. */
  static final Scope ZOMBIES = of(2, 3, 2, 3, 0, 0, Trait.ALL_BELIEVE);

  /** The shard goes to another owner, which trims, and comes back. */
  static final Scope RETURNS = of(2, 2, 1, 2, 3, 1, Trait.TRIMS);

  /** Scopes in which no rule is missed that is not missed in a smaller one. */
  static List<Scope> wider() {
    return List.of(
        of(3, 3, 1, 3, 0, 0, Trait.ALL_BELIEVE),
        of(2, 3, 1, 3, 2, 1, Trait.ALL_BELIEVE),
        of(2, 3, 2, 2, 2, 1, Trait.ALL_BELIEVE),
        of(2, 3, 1, 3, 3, 1, Trait.TRIMS),
        of(2, 3, 2, 2, 2, 1, Trait.TRIMS));
  }

  /** Those that take longer than a test should. */
  static List<Scope> large() {
    return List.of(
        of(3, 3, 2, 3, 0, 0, Trait.ALL_BELIEVE),
        of(2, 3, 2, 3, 2, 1, Trait.ALL_BELIEVE),
        of(2, 3, 2, 3, 2, 1, Trait.TRIMS),
        of(3, 3, 1, 3, 3, 1, Trait.TRIMS),
        of(2, 4, 2, 3, 3, 1));
  }

  private static Scope of(
      int owners, int places, int batches, int epochs, int changes, int deaths, Trait... traits) {
    return new Scope(
        owners, places, batches, epochs, changes, deaths, Set.of(traits), Broken.NOTHING);
  }

  Scope without(Broken rule) {
    return new Scope(owners, places, batches, epochs, changes, deaths, traits, rule);
  }

  boolean lacks(Broken rule) {
    return broken == rule;
  }

  boolean has(Trait trait) {
    return traits.contains(trait);
  }
}
