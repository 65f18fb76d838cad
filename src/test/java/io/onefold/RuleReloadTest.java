package io.onefold;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.config.ConfigLoader;
import io.onefold.config.DevelopmentKeys;
import io.onefold.config.Loaded;
import io.onefold.config.key.Mistake;
import io.onefold.decode.id.Normalised;
import io.onefold.decode.id.UserHashes;
import io.onefold.event.IdentifierType;
import io.onefold.http.access.AccessKey;
import io.onefold.http.access.KeyKind;
import io.onefold.identity.RuleBook;
import io.onefold.journal.RuleVersions;
import io.onefold.route.OnLoop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules that change while the node runs. */
class RuleReloadTest {

  private static final int DEV = 1;

  @TempDir Path directory;

  private final Vertx vertx = Vertx.vertx();
  private final List<RuleBook> governed = new ArrayList<>();
  private final UnstoredRuleVersions versions = new UnstoredRuleVersions();
  private Path file;
  private RuleReload rules;

  @BeforeEach
  void start() {
    file = directory.resolve("onefold.yaml");
    write("identity.types.email.limit: 4");
    Loaded.Config loaded = (Loaded.Config) load();
    rules = new RuleReload(vertx, this::load, loaded, this::govern);
  }

  @AfterEach
  void stop() {
    OnLoop.wait(vertx.close());
  }

  @Test
  void begin_numbersTheRules_andGivesTheBook() {
    assertThat(rules.inForce(DEV)).isEmpty();
    RuleBook book = OnLoop.wait(rules.begin(versions));

    assertThat(book.of(DEV).version()).isEqualTo(1);
    assertThat(book.of(DEV).type(IdentifierType.EMAIL).countMax()).isEqualTo(4);
    assertThat(rules.inForce(DEV).orElseThrow().version()).isEqualTo(1);
    assertThat(rules.inForce(DEV).orElseThrow().json()).contains("\"limit\":4");
    assertThat(rules.inForce(2)).isEmpty();
    assertThat(governed).isEmpty();
  }

  @Test
  void reload_ofChangedFile_swapsDecodingAndDeciding() {
    begin();
    write("identity: {default-region: NL, types: {email: {limit: 3, normalise: gmail}}}");
    ReloadResult.Applied applied = applied();

    assertThat(applied.changed())
        .containsExactly(
            "identity.default-region",
            "identity.types.email.limit",
            "identity.types.email.normalise");
    assertThat(applied.needsRestart()).isEmpty();
    assertThat(applied.versions()).containsOnly(Map.entry(DEV, 2));
    assertThat(normalised(IdentifierType.EMAIL, "a.b@gmail.com"))
        .isEqualTo(new Normalised.Valid("ab@gmail.com"));
    assertThat(normalised(IdentifierType.PHONE, "0612345678"))
        .isEqualTo(new Normalised.Valid("+31612345678"));
    assertThat(governed.getLast().of(DEV).type(IdentifierType.EMAIL).countMax()).isEqualTo(3);
    assertThat(governed.getLast().of(DEV).version()).isEqualTo(2);
    assertThat(rules.inForce(DEV).orElseThrow().version()).isEqualTo(2);
  }

  @Test
  void reload_ofSameFile_keepsTheVersion() {
    begin();
    assertThat(applied().versions()).containsOnly(Map.entry(DEV, 1));
    write("identity: {types: {email: {limit: 4, unique: false}}}");
    assertThat(applied().versions()).containsOnly(Map.entry(DEV, 1));
  }

  @Test
  void reload_thereAndBack_isAVersionEachTime() {
    begin();
    write("");
    assertThat(applied().versions()).containsOnly(Map.entry(DEV, 2));
    write("identity.types.email.limit: 4");
    assertThat(applied().versions()).containsOnly(Map.entry(DEV, 3));
  }

  @Test
  void reload_ofMistakes_changesNothing() {
    begin();
    write("identity: {types: {email: {limit: 0}, phone: {priority: 20}}, default-region: NL}");

    assertThat(OnLoop.wait(rules.reload()))
        .isInstanceOfSatisfying(
            ReloadResult.Refused.class,
            refused ->
                assertThat(refused.mistakes())
                    .extracting(Mistake::key)
                    .containsExactly(
                        "identity.types.email.limit", "identity.types.phone.priority"));
    assertThat(governed).isEmpty();
    assertThat(normalised(IdentifierType.PHONE, "0612345678")).isEqualTo(Normalised.INVALID);
    assertThat(rules.inForce(DEV).orElseThrow().version()).isEqualTo(1);
  }

  @Test
  void reload_ofMore_saysWhatNeedsARestart_untilThen() {
    begin();
    write("{http.port: 1, identity.dedup-window: 2h, identity.types.email.limit: 3}");
    assertThat(applied().needsRestart()).containsExactly("http.port", "identity.dedup-window");
    assertThat(governed.getLast().of(DEV).type(IdentifierType.EMAIL).countMax()).isEqualTo(3);
    assertThat(applied().needsRestart()).containsExactly("http.port", "identity.dedup-window");
    assertThat(applied().changed()).isEmpty();
  }

  @Test
  void reload_ofOtherAccounts_leavesThoseThatAreThere() {
    begin();
    write(
        """
        identity.types.email.limit: 2
        accounts:
          - {id: 8, name: new, currency: EUR, keys: [{kind: secret, name: k, sha256: "%s"}]}
        """
            .formatted("a".repeat(64)));
    ReloadResult.Applied applied = applied();
    assertThat(applied.needsRestart()).contains("accounts[0].id").allMatch(k -> k.contains("acc"));
    assertThat(applied.versions()).containsOnly(Map.entry(DEV, 1));
    assertThat(governed.getLast().of(DEV).type(IdentifierType.EMAIL).countMax()).isEqualTo(4);
  }

  @Test
  void reload_ofSignedMerges_holdsForBrowsers() {
    begin();
    write("identity.browser-merges: signed");
    applied();
    String hash =
        new UserHashes(DevelopmentKeys.SIGNING.getBytes(StandardCharsets.UTF_8))
            .of(IdentifierType.CUSTOMER_ID, "u1");
    assertThat(believes(KeyKind.BROWSER, "")).isFalse();
    assertThat(believes(KeyKind.BROWSER, hash)).isTrue();
    assertThat(believes(KeyKind.SERVER, "")).isTrue();
  }

  @Test
  void reload_whileStarting_waits() {
    write("identity.types.email.limit: 3");
    Future<ReloadResult> early = rules.reload();
    OnLoop.wait(rules.begin(versions));
    assertThat(early.isComplete()).isFalse();
    rules.serving();
    assertThat(OnLoop.wait(early)).isInstanceOf(ReloadResult.Applied.class);
    assertThat(governed).hasSize(1);
  }

  @Test
  void reload_whenVersionsCannotBeStored_failsAndChangesNothing() {
    Promise<Integer> second = Promise.promise();
    OnLoop.wait(
        rules.begin(
            new RuleVersions() {
              private int asked;

              @Override
              public Future<Integer> versionOf(int accountId, String canonicalJson) {
                asked++;
                return asked == 2 ? second.future() : Future.succeededFuture(asked);
              }

              @Override
              public Future<Optional<String>> text(int accountId, int version) {
                return Future.succeededFuture(Optional.empty());
              }
            }));
    rules.serving();
    write("identity.types.email.limit: 3");
    Future<ReloadResult> failing = rules.reload();
    Future<ReloadResult> next = rules.reload();
    second.fail("the store is away");

    String why =
        OnLoop.wait(failing.map("applied").recover(e -> Future.succeededFuture(e.getMessage())));
    assertThat(why).isEqualTo("the store is away");
    assertThat(OnLoop.wait(next)).isInstanceOf(ReloadResult.Applied.class);
    assertThat(governed).hasSize(1);
    assertThat(governed.getLast().of(DEV).version()).isEqualTo(3);
  }

  private boolean believes(KeyKind kind, String userHash) {
    AccessKey key = new AccessKey(DEV, "dev", "EUR", kind, "k", new byte[AccessKey.SHA256_BYTES]);
    return rules.decoding().of(key).believes(IdentifierType.CUSTOMER_ID, "u1", List.of(userHash));
  }

  private void begin() {
    OnLoop.wait(rules.begin(versions));
    rules.serving();
  }

  private ReloadResult.Applied applied() {
    ReloadResult result = OnLoop.wait(rules.reload());
    assertThat(result).isInstanceOf(ReloadResult.Applied.class);
    return (ReloadResult.Applied) result;
  }

  private Normalised normalised(IdentifierType type, String raw) {
    return rules.decoding().of(DEV).normaliser().normalise(type, raw);
  }

  private Future<Void> govern(RuleBook book) {
    governed.add(book);
    return Future.succeededFuture();
  }

  private Loaded load() {
    return ConfigLoader.load(List.of("--config", file.toString()), Map.of());
  }

  private void write(String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
