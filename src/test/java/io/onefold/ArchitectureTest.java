package io.onefold;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our classes keep to {@link ArchitectureRules}, and each rule refuses what it is there for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {

  private JavaClasses ours;

  @BeforeAll
  void importClasses() {
    ours =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.onefold");
  }

  static Stream<ArchRule> rules() {
    return ArchitectureRules.all().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void ourClasses_eachRule_isKept(ArchRule rule) {
    rule.check(ours);
  }

  /** Sources by type name, and a rule that they break. */
  record Sample(ArchRule rule, Map<String, String> sources) {

    @Override
    public String toString() {
      return rule.getDescription();
    }
  }

  static Stream<Sample> samples() {
    return Stream.of(
        new Sample(
            ArchitectureRules.onlyDownward("http", List.of("route")),
            Map.of(
                "io.onefold.journal.Deep", "public class Deep {}",
                "io.onefold.http.Far", "class Far { io.onefold.journal.Deep deep; }")),
        new Sample(
            ArchitectureRules.onlyDownward("decode", List.of("event")),
            Map.of(
                "io.onefold.identity.Step", "public class Step {}",
                "io.onefold.decode.Other",
                    "class Other { Object o = new io.onefold.identity.Step(); }")),
        new Sample(
            ArchitectureRules.everyPackageHasItsPlace(),
            Map.of("io.onefold.misc.Thing", "class Thing {}")),
        new Sample(
            ArchitectureRules.onlyRootKnows("shard"),
            Map.of(
                "io.onefold.shard.Shard", "public interface Shard {}",
                "io.onefold.route.Curious", "class Curious { io.onefold.shard.Shard shard; }")),
        new Sample(
            ArchitectureRules.noCycles(),
            Map.of(
                "io.onefold.journal.A", "public class A { io.onefold.journal.redis.B b; }",
                "io.onefold.journal.redis.B", "public class B { io.onefold.journal.A a; }")),
        new Sample(
            ArchitectureRules.wordsUseTheJdkOnly(),
            Map.of("io.onefold.event.Wordy", "class Wordy { org.slf4j.Logger logger; }")),
        new Sample(
            ArchitectureRules.stepsUsePlainLibrariesOnly(),
            Map.of("io.onefold.segment.Busy", "class Busy { io.vertx.core.Vertx vertx; }")),
        new Sample(
            ArchitectureRules.stepsAndWordsTouchNothingOutside(),
            Map.of("io.onefold.search.Reader", "class Reader { java.io.File file; }")),
        new Sample(
            ArchitectureRules.stepsAndWordsAskNoClockAndNoDice(),
            Map.of("io.onefold.search.Late", "class Late { long t = System.nanoTime(); }")),
        new Sample(
            ArchitectureRules.stepsAndWordsAskNoClockAndNoDice(),
            Map.of("io.onefold.event.Now", "class Now { Object t = java.time.Instant.now(); }")),
        new Sample(
            ArchitectureRules.noStaticVariable(),
            Map.of("io.onefold.http.Counter", "class Counter { static int count; }")),
        new Sample(
            ArchitectureRules.noStaticContainer(),
            Map.of(
                "io.onefold.http.Cache",
                "class Cache { static final java.util.HashMap<String, String> C ="
                    + " new java.util.HashMap<>(); }")),
        new Sample(
            ArchitectureRules.noEmptyNames(),
            Map.of("io.onefold.http.StringUtils", "class StringUtils {}")),
        new Sample(
            ArchitectureRules.onlyMainEndsTheProcess(),
            Map.of("io.onefold.Node", "class Node { void stop() { System.exit(1); } }")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("samples")
  void sample_breakingTheRule_isRefused(Sample sample, @TempDir Path directory) throws Exception {
    assertThat(sample.rule.evaluate(compiled(sample.sources, directory)).hasViolation()).isTrue();
  }

  @Test
  void sample_breakingNothing_isAccepted(@TempDir Path directory) throws Exception {
    JavaClasses classes =
        compiled(Map.of("io.onefold.event.Word", "public record Word(String text) {}"), directory);
    assertThat(rules())
        .allSatisfy(rule -> assertThat(rule.evaluate(classes).hasViolation()).isFalse());
  }

  private static JavaClasses compiled(Map<String, String> sources, Path directory)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("-proc:none", "-d", directory.toString()));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    for (Map.Entry<String, String> source : sources.entrySet()) {
      int dot = source.getKey().lastIndexOf('.');
      Path file = directory.resolve(source.getKey().substring(dot + 1) + ".java");
      String header = "package " + source.getKey().substring(0, dot) + ";\n";
      command.add(Files.writeString(file, header + source.getValue()).toString());
    }
    int status =
        ToolProvider.getSystemJavaCompiler().run(null, null, null, command.toArray(String[]::new));
    assertThat(status).isZero();
    return new ClassFileImporter().importPath(directory);
  }
}
