package io.onefold.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetSpec;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.onefold.config.cluster.JoinConfig;
import io.onefold.config.cluster.Peers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The manifest holds nothing that Kubernetes does not know, and its pods form a cluster. */
class KubernetesManifestTest {

  private static final Path FILE = Path.of("config", "cluster", "kubernetes.yaml");
  private static final Map<String, String> LABELS = Map.of("app.kubernetes.io/name", "onefold");

  private List<HasMetadata> objects;

  @BeforeEach
  void read() throws IOException {
    objects = KubernetesFixtures.read(Files.readString(FILE));
  }

  @Test
  void manifest_withSlips_isRefused() throws IOException {
    String manifest = Files.readString(FILE);
    for (String slip :
        List.of(
            manifest.replaceFirst("replicas:", "replica:"),
            manifest.replaceFirst("httpGet:", "httpget:"),
            manifest.replaceFirst("maxUnavailable:", "maxUnavailables:"),
            manifest.replaceFirst("periodSeconds: 2", "periodSeconds: soon"),
            manifest.replaceFirst("kind: StatefulSet", "kind: StatefullSet"))) {
      assertThat(slip).isNotEqualTo(manifest);
      assertThatThrownBy(() -> KubernetesFixtures.read(slip)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void names_ofOneKind_areDifferent() {
    assertThat(objects)
        .extracting(object -> object.getKind() + " " + object.getMetadata().getName())
        .doesNotHaveDuplicates()
        .hasSize(8);
  }

  @Test
  void nodes_withTheirEnvironment_areMembersOfOneCluster() throws IOException {
    OnefoldConfig config = DeployedNode.of(environment());
    assertThat(config.cluster().enabled()).isTrue();
    assertThat(config.cluster().join().host()).isEqualTo("10.1.2.3");
    assertThat(config.cluster().join().peers()).isEqualTo(new Peers.Service("onefold-nodes"));
    assertThat(config.cluster().quorum()).isEqualTo(nodes().getReplicas() / 2 + 1);
    assertThat(config.node().name()).isEqualTo("onefold-0");
    assertThat(config.redis().uri())
        .contains("redis://:" + DeployedNode.SECRETS.get("redis-password") + "@redis:6379");
  }

  @Test
  void variables_thatLookLikeSettings_areNotSetByServices() {
    assertThat(nodes().getTemplate().getSpec().getEnableServiceLinks()).isFalse();
    assertThat(all(Service.class))
        .filteredOn(service -> !"None".equals(service.getSpec().getClusterIP()))
        .extracting(service -> service.getMetadata().getName())
        .noneMatch(name -> name.startsWith("onefold-"));
  }

  @Test
  void service_ofMembers_leadsToPodsBeforeTheyAreReady() throws IOException {
    JoinConfig join = DeployedNode.of(environment()).cluster().join();
    Service members = one(Service.class, "onefold-nodes");
    assertThat(nodes().getServiceName()).isEqualTo("onefold-nodes");
    assertThat(members.getSpec().getPublishNotReadyAddresses()).isTrue();
    assertThat(members.getSpec().getSelector()).isEqualTo(LABELS);
    assertThat(members.getSpec().getPorts())
        .extracting(port -> port.getPort())
        .containsExactly(join.port(), join.busPort());
    assertThat(nodes().getPodManagementPolicy()).isEqualTo("Parallel");
  }

  @Test
  void ports_ofServices_areThoseOfContainers() throws IOException {
    OnefoldConfig config = DeployedNode.of(environment());
    assertThat(onefold().getPorts())
        .extracting(ContainerPort::getContainerPort)
        .containsExactly(
            config.http().port(),
            config.cluster().join().port(),
            config.cluster().join().busPort());
    Set<String> names =
        Stream.of("onefold", "redis")
            .flatMap(set -> container(set).getPorts().stream())
            .map(ContainerPort::getName)
            .collect(Collectors.toSet());
    assertThat(all(Service.class))
        .flatExtracting(service -> service.getSpec().getPorts())
        .allSatisfy(port -> assertThat(names).contains(port.getTargetPort().getStrVal()));
  }

  @Test
  void cluster_isReachedByNodesAlone() throws IOException {
    JoinConfig join = DeployedNode.of(environment()).cluster().join();
    List<NetworkPolicyIngressRule> rules =
        one(NetworkPolicy.class, "onefold").getSpec().getIngress();
    for (int port : List.of(join.port(), join.busPort())) {
      assertThat(rules.stream().filter(rule -> ports(rule).contains(port)))
          .singleElement()
          .satisfies(
              rule ->
                  assertThat(rule.getFrom())
                      .singleElement()
                      .satisfies(
                          from ->
                              assertThat(from.getPodSelector().getMatchLabels())
                                  .isEqualTo(LABELS)));
    }
    assertThat(rules).allSatisfy(rule -> assertThat(ports(rule)).isNotEmpty());
    assertThat(one(NetworkPolicy.class, "redis").getSpec().getIngress())
        .singleElement()
        .satisfies(rule -> assertThat(rule.getFrom()).hasSize(1));
  }

  @Test
  void probes_askWhatTheNodeAnswers() {
    assertThat(path(onefold().getReadinessProbe())).isEqualTo("/health/ready");
    assertThat(path(onefold().getLivenessProbe())).isEqualTo("/health/live");
    assertThat(path(onefold().getStartupProbe())).isEqualTo("/health/live");
    assertThat(nodes().getTemplate().getSpec().getTerminationGracePeriodSeconds())
        .isGreaterThanOrEqualTo(30);
  }

  @Test
  void nodes_goOneByOneAndLiveApart() {
    PodDisruptionBudget budget = one(PodDisruptionBudget.class, "onefold");
    assertThat(budget.getSpec().getMaxUnavailable().getIntVal()).isEqualTo(1);
    assertThat(budget.getSpec().getSelector().getMatchLabels()).isEqualTo(LABELS);
    assertThat(
            nodes()
                .getTemplate()
                .getSpec()
                .getAffinity()
                .getPodAntiAffinity()
                .getRequiredDuringSchedulingIgnoredDuringExecution())
        .singleElement()
        .satisfies(
            term -> {
              assertThat(term.getTopologyKey()).isEqualTo("kubernetes.io/hostname");
              assertThat(term.getLabelSelector().getMatchLabels()).isEqualTo(LABELS);
            });
  }

  @Test
  void pods_haveNoRightsAndSayWhatTheyNeed() {
    for (StatefulSet set : all(StatefulSet.class)) {
      PodSpec pod = set.getSpec().getTemplate().getSpec();
      Container container = pod.getContainers().getFirst();
      assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
      assertThat(pod.getAutomountServiceAccountToken()).isFalse();
      assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
      assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
      assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
      assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
      assertThat(container.getResources().getLimits()).containsKey("memory");
      assertThat(set.getSpec().getSelector().getMatchLabels())
          .isEqualTo(set.getSpec().getTemplate().getMetadata().getLabels());
      assertThat(container.getVolumeMounts())
          .extracting(VolumeMount::getName)
          .allMatch(volumes(set.getSpec())::contains);
    }
  }

  @Test
  void user_isThatOfTheImage() throws IOException {
    Long user = nodes().getTemplate().getSpec().getSecurityContext().getRunAsUser();
    assertThat(DeployedNode.dockerfile()).contains("USER " + user + ":" + user);
    assertThat(DeployedNode.dockerfile()).contains("EXPOSE 8080 5701 5702");
  }

  @Test
  void redis_keepsWhatItIsTold() {
    assertThat(container("redis").getCommand().getLast())
        .contains("--appendonly yes", "--maxmemory-policy noeviction", "--requirepass");
  }

  /** The environment of the first pod, with secrets of its operator. */
  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    for (EnvVar variable : onefold().getEnv()) {
      environment.put(variable.getName(), value(variable, environment));
    }
    return environment;
  }

  private static String value(EnvVar variable, Map<String, String> before) {
    if (variable.getValueFrom() == null) {
      String value = variable.getValue();
      for (Map.Entry<String, String> known : before.entrySet()) {
        value = value.replace("$(" + known.getKey() + ")", known.getValue());
      }
      return value;
    }
    Map<String, String> ofPod = Map.of("metadata.name", "onefold-0", "status.podIP", "10.1.2.3");
    return variable.getValueFrom().getFieldRef() == null
        ? DeployedNode.SECRETS.get(variable.getValueFrom().getSecretKeyRef().getKey())
        : ofPod.get(variable.getValueFrom().getFieldRef().getFieldPath());
  }

  private StatefulSetSpec nodes() {
    return one(StatefulSet.class, "onefold").getSpec();
  }

  private Container onefold() {
    return container("onefold");
  }

  private Container container(String set) {
    return one(StatefulSet.class, set).getSpec().getTemplate().getSpec().getContainers().getFirst();
  }

  private static Set<String> volumes(StatefulSetSpec set) {
    Set<String> names = new HashSet<>();
    set.getTemplate().getSpec().getVolumes().stream().map(Volume::getName).forEach(names::add);
    set.getVolumeClaimTemplates().forEach(claim -> names.add(claim.getMetadata().getName()));
    return names;
  }

  private static List<Integer> ports(NetworkPolicyIngressRule rule) {
    return rule.getPorts().stream()
        .map(NetworkPolicyPort::getPort)
        .map(port -> port.getIntVal())
        .toList();
  }

  private static String path(Probe probe) {
    return probe.getHttpGet().getPath();
  }

  private <T extends HasMetadata> T one(Class<T> type, String name) {
    return all(type).stream()
        .filter(object -> object.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private <T extends HasMetadata> List<T> all(Class<T> type) {
    return objects.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
