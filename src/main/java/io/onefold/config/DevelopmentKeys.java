package io.onefold.config;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The keys a node has when nobody gave it any, for trying it out on one's own machine. Everybody
 * knows them, so a node that others can reach refuses to start with them.
 *
 * <p><b>Threading.</b> Constants.
 */
public final class DevelopmentKeys {

  /** Public key for browsers. */
  public static final String WRITE = "dev-write-key";

  /** Key of a back end. */
  public static final String SERVER = "dev-server-key";

  /** Key that reads and administers. */
  public static final String SECRET = "dev-secret-key";

  /** Signs for the people that browsers name. */
  public static final String SIGNING = "dev-signing-secret";

  /** What it says is what it is; as many characters as an identity key has bytes. */
  private static final String IDENTITY = "onefold development identity key";

  private DevelopmentKeys() {}

  /** Shared by the nodes of a cluster on one machine, which would each make another one. */
  static IdentityKey identity() {
    return IdentityKey.of(IDENTITY.getBytes(StandardCharsets.US_ASCII));
  }

  /** The account that has them. */
  static AccountConfig account() {
    return new AccountConfig(
        1,
        "dev",
        "USD",
        List.of(
            ApiKeyConfig.of(ApiKeyConfig.Kind.BROWSER, "development browser", WRITE),
            ApiKeyConfig.of(ApiKeyConfig.Kind.SERVER, "development server", SERVER),
            ApiKeyConfig.of(ApiKeyConfig.Kind.SECRET, "development secret", SECRET)),
        Optional.of(SigningSecret.of(SIGNING)),
        Optional.empty(),
        SurvivorshipConfig.NONE);
  }

  /** Whether any of an account's keys is one of them, whatever it is called there. */
  public static boolean isUsedBy(AccountConfig account) {
    List<String> hashes = account().keys().stream().map(ApiKeyConfig::sha256).toList();
    return account.keys().stream().map(ApiKeyConfig::sha256).anyMatch(hashes::contains)
        || account.signingSecret().equals(account().signingSecret());
  }
}
