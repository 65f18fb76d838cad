package io.onefold.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.onefold.config.rules.Blocked;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Records hold nothing wrong, also when code builds them, and give nothing away. */
class RecordsTest {

  @Test
  void record_outOfBounds_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HttpConfig("127.0.0.1", 65_536, List.of()))
        .withMessage("port is 65536, allowed is a whole number from 0 to 65535");
    assertThatIllegalArgumentException().isThrownBy(() -> new ShardsConfig(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PersonalizeConfig(Duration.ofSeconds(11), "p", Map.of()))
        .withMessageStartingWith("deadline is 11s");
    LimitsConfig limits = ConfigFixtures.valid("").limits();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new LimitsConfig(
                    2048,
                    1024,
                    1024,
                    limits.eventBytesMax(),
                    1,
                    2,
                    16,
                    limits.mailboxBytesMax(),
                    limits.requestTimeout(),
                    limits.futureMax()));
  }

  @Test
  void record_ofList_keepsItsOwnCopy() {
    List<String> origins = new ArrayList<>(List.of("https://a.example"));
    HttpConfig http = new HttpConfig("127.0.0.1", 1, origins);
    origins.clear();
    assertThat(http.corsOrigins()).containsExactly("https://a.example");
  }

  @Test
  void toString_ofConfig_showsNoSecret() {
    String key = "5ec2e7".repeat(11).substring(0, 64);
    OnefoldConfig config =
        ConfigFixtures.valid(
            "{identity.key: '%s', redis.uri: 'redis://:hunter2@h'}".formatted(key));
    assertThat(config.toString()).doesNotContain("hunter2").doesNotContain("5ec2e7");
  }

  @Test
  void identityKey_hexAndBase64OfSameBytes_areEqual() {
    String hex = "00ff".repeat(16);
    byte[] bytes = IdentityKey.parse(hex).orElseThrow().bytes();
    String base64 = Base64.getEncoder().encodeToString(bytes);
    assertThat(bytes).hasSize(32).startsWith(0, 255);
    assertThat(IdentityKey.parse(base64)).isEqualTo(IdentityKey.parse(hex));
    assertThat(IdentityKey.parse(base64.replace("=", ""))).isEqualTo(IdentityKey.parse(hex));
    assertThat(IdentityKey.parse(hex).orElseThrow()).hasSameHashCodeAs(IdentityKey.of(bytes));
  }

  @Test
  void identityKey_ofOtherLength_isNone() {
    assertThat(IdentityKey.parse("00ff".repeat(15))).isEqualTo(Optional.empty());
    assertThat(IdentityKey.parse("0g".repeat(32))).isEqualTo(Optional.empty());
    assertThat(IdentityKey.parse("")).isEqualTo(Optional.empty());
    assertThatIllegalArgumentException().isThrownBy(() -> IdentityKey.of(new byte[31]));
  }

  @Test
  void identityKey_givenOut_isACopy() {
    IdentityKey key = IdentityKey.of(new byte[32]);
    key.bytes()[0] = 1;
    assertThat(key.bytes()).containsOnly(0);
  }

  @Test
  void blockedValues_areSplitIntoTextsAndPatterns() {
    List<String> values =
        ConfigFixtures.valid("identity.blocked-values: [nobody, '/x[0-9]+/', '/']")
            .identity()
            .rules()
            .blockedValues();
    assertThat(Blocked.texts(values)).containsExactly("/", "nobody");
    assertThat(Blocked.patterns(values)).hasSize(1).first().hasToString("x[0-9]+");
  }

  @Test
  void projections_withoutDefault_getIt() {
    Map<String, ProjectionConfig> projections =
        ConfigFixtures.valid("personalize: {projections: {mail: {attributes: [custom.size]}}}")
            .personalize()
            .projections();
    assertThat(projections)
        .containsOnly(
            Map.entry("default", ProjectionConfig.DEFAULT),
            Map.entry(
                "mail", new ProjectionConfig(List.of("custom.size"), List.of(), false, false)));
  }

  @Test
  void defaultProjection_showsNothingPersonal() {
    assertThat(ProjectionConfig.DEFAULT)
        .isEqualTo(
            new ProjectionConfig(List.of(), List.of("order_count", "visit_count"), true, true));
  }
}
