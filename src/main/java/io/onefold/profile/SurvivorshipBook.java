package io.onefold.profile;

import java.util.Map;

/**
 * The survivorship of all accounts.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param standard for an account that has none of its own
 */
public record SurvivorshipBook(Survivorship standard, Map<Integer, Survivorship> byAccount) {

  /** What holds where nothing is configured. */
  public static final SurvivorshipBook STANDARD =
      new SurvivorshipBook(Survivorship.STANDARD, Map.of());

  public SurvivorshipBook {
    byAccount = Map.copyOf(byAccount);
  }

  /** The survivorship of an account. */
  public Survivorship of(int accountId) {
    return byAccount.getOrDefault(accountId, standard);
  }
}
