package io.onefold.http.access;

import io.onefold.decode.id.IdentifierRules;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The identifier rules in force, by account. They may be replaced while requests are decoded: each
 * request goes by one set of them from its beginning to its end.
 *
 * <p><b>Threading.</b> Thread-safe: one immutable set behind one volatile reference.
 *
 * <p><b>Bounds.</b> As many accounts as the configuration names; finding one allocates nothing.
 */
public final class AccountRules {

  /**
   * @param ids in rising order
   * @param ofBrowsers for keys that everybody can read; at the place of the id
   * @param trusting for keys of back ends
   */
  private record InForce(int[] ids, IdentifierRules[] ofBrowsers, IdentifierRules[] trusting) {

    static InForce of(Map<Integer, IdentifierRules> rules) {
      Map<Integer, IdentifierRules> sorted = new TreeMap<>(rules);
      return new InForce(
          sorted.keySet().stream().mapToInt(Integer::intValue).toArray(),
          sorted.values().toArray(IdentifierRules[]::new),
          sorted.values().stream().map(IdentifierRules::trusting).toArray(IdentifierRules[]::new));
    }

    int place(int accountId) {
      int place = Arrays.binarySearch(ids, accountId);
      if (place < 0) {
        throw new IllegalStateException("account " + accountId + " has no identifier rules");
      }
      return place;
    }
  }

  private volatile InForce inForce;

  /**
   * @param rules by account, as they hold for browsers
   */
  public AccountRules(Map<Integer, IdentifierRules> rules) {
    inForce = InForce.of(rules);
  }

  /** What holds for the events that a key sends. */
  public IdentifierRules of(AccessKey key) {
    InForce now = inForce;
    int place = now.place(key.accountId());
    return key.kind() == KeyKind.BROWSER ? now.ofBrowsers[place] : now.trusting[place];
  }

  /** What holds for whoever may see the account's profiles. */
  public IdentifierRules of(int accountId) {
    InForce now = inForce;
    return now.trusting[now.place(accountId)];
  }

  /** What holds for requests that come from now on. */
  public void replace(Map<Integer, IdentifierRules> rules) {
    inForce = InForce.of(rules);
  }
}
