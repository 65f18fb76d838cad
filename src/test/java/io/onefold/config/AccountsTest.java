package io.onefold.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountsTest {

  private static final String OWN =
      """
      accounts:
        - id: 7
          name: shop
          currency: EUR
          keys:
            - {kind: browser, name: website, sha256: "%s"}
            - {kind: secret, name: support desk, sha256: "%s"}
      """
          .formatted(
              ConfigFixtures.HASH_A.toUpperCase(java.util.Locale.ROOT), ConfigFixtures.HASH_B);

  @Test
  void accounts_absent_areDevelopment() throws Exception {
    AccountConfig account = ConfigFixtures.valid("").accounts().getFirst();
    assertThat(account.id()).isEqualTo(1);
    assertThat(account.name()).isEqualTo("dev");
    assertThat(account.currency()).isEqualTo("USD");
    assertThat(account.keys())
        .extracting(ApiKeyConfig::kind)
        .containsExactly(
            ApiKeyConfig.Kind.BROWSER, ApiKeyConfig.Kind.SERVER, ApiKeyConfig.Kind.SECRET);
    assertThat(account.keys())
        .extracting(ApiKeyConfig::sha256)
        .containsExactly(
            sha256("dev-write-key"), sha256("dev-server-key"), sha256("dev-secret-key"));
  }

  @Test
  void accounts_given_replaceDevelopment() {
    assertThat(ConfigFixtures.valid(OWN).accounts())
        .containsExactly(
            new AccountConfig(
                7,
                "shop",
                "EUR",
                List.of(
                    new ApiKeyConfig(ApiKeyConfig.Kind.BROWSER, "website", ConfigFixtures.HASH_A),
                    new ApiKeyConfig(
                        ApiKeyConfig.Kind.SECRET, "support desk", ConfigFixtures.HASH_B)),
                Optional.empty(),
                Optional.empty(),
                SurvivorshipConfig.NONE));
  }

  @Test
  void accounts_inEnvironment_goBeforeFile() {
    String json =
        """
        [{"id": 9, "name": "x", "currency": "SEK",
          "keys": [{"kind": "server", "name": "k", "sha256": "%s"}]}]
        """
            .formatted(ConfigFixtures.HASH_A);
    assertThat(ConfigFixtures.valid(OWN, Map.of("ONEFOLD_ACCOUNTS", json)).accounts())
        .extracting(AccountConfig::id)
        .containsExactly(9);
  }

  @Test
  void accounts_withMistakes_areAllReported() {
    String text =
        """
        accounts:
          - {id: 0, name: Shop, currency: EURO, keys: []}
          - {id: 2, name: b, currency: EUR, keys: [{kind: admin, name: "", sha256: abc, x: 1}]}
          - {id: 2, name: b, currency: EUR, keys: [{kind: server, name: k, sha256: "%s"}]}
          - {keys: [{kind: server, name: k, sha256: "%s"}]}
          - nonsense
        """
            .formatted(ConfigFixtures.HASH_A, ConfigFixtures.HASH_A);
    assertThat(ConfigFixtures.wrongKeys(text))
        .contains(
            "accounts[0].currency",
            "accounts[0].id",
            "accounts[0].keys",
            "accounts[0].name",
            "accounts[1].keys[0].kind",
            "accounts[1].keys[0].name",
            "accounts[1].keys[0].sha256",
            "accounts[1].keys[0].x",
            "accounts[2].id",
            "accounts[2].name",
            "accounts[3].currency",
            "accounts[3].id",
            "accounts[3].keys[0].sha256",
            "accounts[3].name",
            "accounts[4]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "192.168.0.1", "::", "onefold.example", "127.0.0.1.example"})
  void developmentKeys_whereOthersReach_areRefused(String host) {
    String reachable = "http: {host: '%s'}\n".formatted(host);
    assertThat(ConfigFixtures.wrongKeys(reachable)).containsExactly("accounts");
    assertThat(ConfigFixtures.valid(reachable + OWN).http().host()).isEqualTo(host);
  }

  @Test
  void developmentKeys_underAnotherName_areRefused() throws Exception {
    String disguised =
        "http: {host: 0.0.0.0}\n" + OWN.replace(ConfigFixtures.HASH_B, sha256("dev-secret-key"));
    assertThat(ConfigFixtures.wrongKeys(disguised)).containsExactly("accounts");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "127.9.9.9", "::1"})
  void developmentKeys_onLoopback_areAccepted(String host) {
    assertThat(ConfigFixtures.valid("http: {host: '%s'}\n".formatted(host)).http().host())
        .isEqualTo(host);
  }

  @Test
  void config_builtByHandWithGiveAwayKeys_isRefused() {
    OnefoldConfig c = ConfigFixtures.valid("");
    HttpConfig open = new HttpConfig("0.0.0.0", 1, List.of());
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new OnefoldConfig(
                    c.node(),
                    open,
                    c.data(),
                    c.redis(),
                    c.shards(),
                    c.journal(),
                    c.history(),
                    c.identity(),
                    c.profile(),
                    c.limits(),
                    c.personalize(),
                    c.accounts(),
                    c.cluster()))
        .withMessageContaining("keys of your own");
  }

  private static String sha256(String key) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
  }
}
