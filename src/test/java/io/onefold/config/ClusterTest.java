package io.onefold.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.onefold.config.cluster.CopiesConfig;
import io.onefold.config.cluster.JoinConfig;
import io.onefold.config.cluster.Peers;
import io.onefold.config.key.Mistake;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What nodes need of one another, and what they must not share with everybody. */
class ClusterTest {

  private static final String KEY = "0123456789abcdef".repeat(4);
  private static final String KNOWN =
      "6f6e65666f6c6420646576656c6f706d656e74206964656e74697479206b6579";

  /** Three nodes of one machine: only ports and directories tell them apart. */
  private static final String ON_ONE_MACHINE =
      """
      cluster:
        enabled: true
        members: ['127.0.0.1:5701', '127.0.0.1:5711', '127.0.0.1:5721']
      """;

  private static final String ON_THREE =
      """
      cluster:
        enabled: true
        host: 10.0.0.1
        members: ['10.0.0.1:5701', '10.0.0.2:5701', '10.0.0.3:5701']
      """;

  private static final String SHARED =
      """
      identity.key: '%s'
      redis.uri: 'redis://10.0.0.9'
      """
          .formatted(KEY);

  @Test
  void nodesOfOneMachine_shareAKeyWithoutAnyBeingSet() {
    OnefoldConfig one = ConfigFixtures.valid(ON_ONE_MACHINE);
    OnefoldConfig two =
        ConfigFixtures.valid(
            ON_ONE_MACHINE
                + "  port: 5711\n  bus-port: 5712\nhttp.port: 8081\ndata.dir: data/2\n"
                + "redis.uri: 'redis://127.0.0.1:6390'\n");
    assertThat(one.identity().key()).isPresent().isEqualTo(two.identity().key());
    assertThat(one.warnings()).isEmpty();
    assertThat(one.cluster().quorum()).isEqualTo(2);
  }

  @Test
  void nodeAlone_hasNoSharedKey() {
    assertThat(ConfigFixtures.valid("").identity().key()).isEmpty();
    assertThat(ConfigFixtures.valid("cluster: {host: 10.0.0.1}").warnings()).isEmpty();
  }

  @Test
  void keyOfOnesOwn_onOneMachine_isKept() {
    OnefoldConfig config = ConfigFixtures.valid(ON_ONE_MACHINE + "identity.key: '" + KEY + "'\n");
    assertThat(config.identity().key()).isEqualTo(IdentityKey.parse(KEY));
  }

  @Test
  void nodesOfSeveralMachines_needAKeyAndARedis() {
    assertThat(ConfigFixtures.wrongKeys(ON_THREE)).containsExactly("identity.key", "redis.uri");
    assertThat(ConfigFixtures.valid(ON_THREE + SHARED).cluster().isLoopback()).isFalse();
  }

  @Test
  void memberElsewhere_makesTheClusterOneOfSeveralMachines() {
    String text = ON_ONE_MACHINE.replace("127.0.0.1:5721", "node-3:5701");
    assertThat(ConfigFixtures.wrongKeys(text)).containsExactly("identity.key", "redis.uri");
  }

  @Test
  void keyThatEverybodyKnows_whereOthersReach_isRefused() {
    String accounts =
        "accounts: [{id: 1, name: a, currency: EUR, keys: [{kind: server, name: k, sha256: '%s'}]}]"
            .formatted(ConfigFixtures.HASH_A);
    String open = "http.host: 10.0.0.1\n" + accounts + "\n";
    String known = "identity.key: '" + KNOWN + "'\n";
    assertThat(ConfigFixtures.wrongKeys(open + known)).containsExactly("identity.key");
    assertThat(ConfigFixtures.wrongKeys(open + ON_ONE_MACHINE)).containsExactly("identity.key");
    assertThat(ConfigFixtures.wrongKeys(ON_THREE + SHARED.replace(KEY, KNOWN)))
        .containsExactly("identity.key");
    assertThat(ConfigFixtures.valid(known).identity().key()).isEqualTo(IdentityKey.parse(KNOWN));
  }

  @Test
  void mistakes_ofACluster_areAllReported() {
    String text = "cluster: {enabled: true, host: 10.0.0.1, bus-port: 5701, quorum: 2}\n";
    assertThat(ConfigFixtures.mistakes(text))
        .extracting(Mistake::key)
        .containsExactly("cluster.bus-port", "cluster.members", "identity.key", "redis.uri");
  }

  @ParameterizedTest
  @CsvSource({"3, 1", "4, 1", "5, 2", "6, 2", "7, 3", "8, 3"})
  void backups_asManyAsCanBeCutOff_areNeeded(int members, int least) {
    for (int backups = 1; backups <= 3; backups++) {
      String text = inMemory(members) + "  backups: " + backups + "\n";
      if (backups >= members || backups < least) {
        assertThat(ConfigFixtures.wrongKeys(text)).containsExactly("cluster.backups");
      } else {
        assertThat(ConfigFixtures.valid(text).cluster().copies().backups()).isEqualTo(backups);
      }
    }
  }

  @Test
  void backups_tooFew_areToldWithTheirReason() {
    assertThat(ConfigFixtures.mistakes(inMemory(5)))
        .containsExactly(
            new Mistake(
                "cluster.backups",
                "1 with 5 members",
                "at least 2: 2 members may be cut off together, and must not have all copies",
                "default"));
  }

  @Test
  void backups_whereRedisHasItAll_areNotCounted() {
    assertThat(ConfigFixtures.valid(listed(9) + "  acknowledge: redis\n").cluster().quorum())
        .isEqualTo(5);
    assertThat(ConfigFixtures.wrongKeys(inMemory(9) + "  backups: 3\n"))
        .containsExactly("cluster.backups");
  }

  @ParameterizedTest
  @CsvSource({"0, 2, true", "1, 0, false", "2, 2, true", "3, 3, true", "4, 0, false"})
  void quorum_lessThanHalfOrMoreThanAll_isRefused(int quorum, int effective, boolean allowed) {
    String text = listed(3) + "  quorum: " + quorum + "\n";
    if (allowed) {
      assertThat(ConfigFixtures.valid(text).cluster().quorum()).isEqualTo(effective);
    } else {
      assertThat(ConfigFixtures.wrongKeys(text)).containsExactly("cluster.quorum");
    }
  }

  @Test
  void memberAlone_isNoCluster() {
    assertThat(ConfigFixtures.wrongKeys(listed(1))).containsExactly("cluster.members");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'127.0.0.1:5711', '127.0.0.1:5721'", "'127.0.0.2:5701', 'localhost:1'"})
  void members_withoutThisNode_areRefused(String members) {
    String text = "cluster: {enabled: true, members: [" + members + "]}";
    assertThat(ConfigFixtures.mistakes(text).getFirst().value()).contains("without 127.0.0.1:5701");
  }

  @Test
  void members_byName_mayBeThisNode() {
    String text = "cluster: {enabled: true, members: ['localhost:5701', 'localhost:5711']}";
    assertThat(ConfigFixtures.valid(text).cluster().isLoopback()).isTrue();
  }

  @Test
  void service_saysNotHowManyThereAre_soAQuorumIsNeeded() {
    String service = "cluster: {enabled: true, host: 10.0.0.1, kubernetes-service: nodes%s}\n";
    assertThat(ConfigFixtures.wrongKeys(service.formatted("") + SHARED))
        .containsExactly("cluster.quorum");
    assertThat(ConfigFixtures.valid(service.formatted(", quorum: 2") + SHARED).cluster().quorum())
        .isEqualTo(2);
    assertThat(
            ConfigFixtures.wrongKeys(
                service.formatted(", quorum: 3, acknowledge: memory") + SHARED))
        .containsExactly("cluster.backups");
    assertThat(ConfigFixtures.wrongKeys(service.formatted(", quorum: 2, members: 'a:1'") + SHARED))
        .containsExactly("cluster.kubernetes-service");
  }

  @Test
  void busWithoutTls_beyondTheMachine_isWarnedAbout() {
    String tls = "  tls: {enabled: true, certificate: c, key: k, ca: a}\n";
    assertThat(ConfigFixtures.valid(ON_THREE + SHARED).warnings())
        .singleElement()
        .asString()
        .contains("10.0.0.1", "cluster.tls");
    assertThat(ConfigFixtures.valid(ON_THREE + tls + SHARED).warnings()).isEmpty();
  }

  @Test
  void config_builtByHandThatDoesNotFit_isRefused() {
    ClusterConfig alone = ConfigFixtures.valid("").cluster();
    ClusterConfig fits = ConfigFixtures.valid(listed(3)).cluster();
    CopiesConfig copies = ConfigFixtures.valid(inMemory(5) + "  backups: 2\n").cluster().copies();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> with(new ClusterConfig("a", true, alone.join(), copies, Optional.empty())))
        .withMessageContaining("members");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(fits))
        .withMessageContaining("openssl rand -hex 32");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new JoinConfig(
                    "0.0.0.0", 1, 2, new Peers.Listed(List.of()), fits.join().timeout()));
  }

  private static OnefoldConfig with(ClusterConfig cluster) {
    OnefoldConfig c = ConfigFixtures.valid("");
    return new OnefoldConfig(
        c.node(),
        c.http(),
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
        cluster);
  }

  /** Where an event is answered from memory, the copies there count. */
  private static String inMemory(int members) {
    return listed(members) + "  acknowledge: memory\n";
  }

  private static String listed(int members) {
    return IntStream.range(0, members)
        .mapToObj(i -> "127.0.0.1:" + (5701 + 10 * i))
        .collect(Collectors.joining("', '", "cluster:\n  enabled: true\n  members: ['", "']\n"));
  }
}
