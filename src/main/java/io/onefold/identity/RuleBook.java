package io.onefold.identity;

import java.util.Map;

/**
 * The rules of all accounts.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param standard for an account that has none of its own
 */
public record RuleBook(Rules standard, Map<Integer, Rules> byAccount) {

  /** What holds where nothing is configured. */
  public static final RuleBook STANDARD = of(Rules.STANDARD);

  public RuleBook {
    byAccount = Map.copyOf(byAccount);
  }

  /** The same rules for every account. */
  public static RuleBook of(Rules rules) {
    return new RuleBook(rules, Map.of());
  }

  /** The rules of an account. */
  public Rules of(int accountId) {
    return byAccount.getOrDefault(accountId, standard);
  }
}
