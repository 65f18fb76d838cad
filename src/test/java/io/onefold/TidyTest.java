package io.onefold;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our sources keep to {@link TidyRules}, and each rule finds what it is there for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TidyTest {

  private static final Path ROOT = Path.of("").toAbsolutePath();

  /** What is made on this machine, or is not ours. */
  private static final Set<String> NOT_SOURCES =
      Set.of(".git", "target", "data", ".idea", ".vscode", "node_modules");

  private List<SourceText> sources;

  @BeforeAll
  void readSources() throws IOException {
    List<Path> files =
        texts(ROOT.resolve("src")).filter(path -> path.toString().endsWith(".java")).toList();
    sources = SourceText.readAll(ROOT, files);
    assertThat(sources).as("sources below %s", ROOT).isNotEmpty();
  }

  static Stream<String> ruleNames() {
    return TidyRules.all().keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("ruleNames")
  void sources_eachRule_isKept(String ruleName) {
    assertThat(sources.stream().flatMap(TidyRules.all().get(ruleName))).isEmpty();
  }

  @Test
  void packages_ofProduct_sayTheirWhy() {
    assertThat(TidyRules.packagesSayTheirWhy(sources)).isEmpty();
  }

  @Test
  void texts_ofRepository_nameNoMachine() throws IOException {
    assertThat(texts(ROOT).flatMap(path -> TidyRules.noMachinePath(path, read(path)))).isEmpty();
  }

  /** Long methods may stay while they are few; the report shows whether they become more. */
  @Test
  void methods_beyondGuide_areReported(TestReporter reporter) {
    List<String> longOnes =
        sources.stream()
            .filter(file -> file.isIn("src/main/java"))
            .flatMap(file -> TidyRules.longMethods(file, TidyRules.METHOD_LINES_GUIDE))
            .toList();
    reporter.publishEntry("methods beyond the guide", longOnes.size() + " " + longOnes);
    assertThat(longOnes).allMatch(line -> line.endsWith(" lines"));
  }

  /** A file that breaks one rule: the rule's name, where the file stands, and its text. */
  record Sample(String ruleName, String path, String text) {

    @Override
    public String toString() {
      return ruleName + " in " + path;
    }
  }

  static Stream<Sample> samples() {
    String main = "src/main/java/io/onefold/";
    return Stream.of(
        new Sample("file is short", main + "A.java", "class A {" + "\n".repeat(400) + "}"),
        new Sample(
            "methods are short", main + "A.java", "class A { void f() {" + "\n".repeat(60) + "} }"),
        new Sample("public types have Javadoc", main + "A.java", "public class A {}"),
        new Sample(
            "public types have Javadoc",
            main + "A.java",
            "/** A. */ public interface A { record B() {} }"),
        new Sample(
            "types say who may touch them", main + "A.java", "/** Is an A. */ public class A {}"),
        new Sample("no banned word", main + "A.java", "class A {} // TO" + "DO: more"),
        new Sample(
            "no banned word", main + "A.java", "class A { void f() { Thread." + "sleep(1); } }"),
        new Sample(
            "no banned word", "src/test/java/A.java", "@Dis" + "abled class ATest { void f() {} }"),
        new Sample(
            "only Main writes to the console",
            main + "A.java",
            "class A { void f() { System." + "out.println(); } }"),
        new Sample("names say something", main + "A.java", "class A { class Text" + "Utils {} }"),
        new Sample(
            "test names have their parts",
            "src/test/java/ATest.java",
            "class ATest { @Test void works() {} }"),
        new Sample(
            "nobody imports shard",
            main + "http/A.java",
            "package io.onefold.http; import io.onefold.shard.Shard; class A {}"),
        new Sample(
            "nobody imports config",
            main + "shard/A.java",
            "package io.onefold.shard; import io.onefold.config.key.Key; class A {}"),
        new Sample(
            "decode parses time itself",
            main + "decode/A.java",
            "package io.onefold.decode; class A { Object t = java.time.Instant.parse(\"\"); }"),
        new Sample("no wildcard import", main + "A.java", "import java.util.*; class A {}"));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void sample_breakingTheRule_isFound(Sample sample) {
    SourceText file = SourceText.parse(Path.of(sample.path), sample.text);
    assertThat(TidyRules.all().get(sample.ruleName).apply(file)).hasSize(1);
  }

  @Test
  void samples_ofAllRules_leaveNoneOut() {
    assertThat(samples().map(Sample::ruleName)).containsAll(ruleNames().toList());
  }

  @Test
  void sample_breakingNothing_isAccepted() {
    SourceText file =
        SourceText.parse(
            Path.of("src/main/java/io/onefold/Main.java"),
            """
            package io.onefold;

            import io.onefold.config.Loaded;

            /** Starts a node. <b>Threading.</b> Once. */
            public final class Main {
              void f() {
                %s.println("ready");
              }
            }
            """
                .formatted("System." + "out"));
    assertThat(TidyRules.all().values().stream().flatMap(rule -> rule.apply(file))).isEmpty();
  }

  @Test
  void package_withoutInfoOrWhy_isFound() {
    SourceText type = SourceText.parse(Path.of("src/main/java/a/A.java"), "package a; class A {}");
    SourceText brief =
        SourceText.parse(
            Path.of("src/main/java/a/package-info.java"),
            "/** <b>What.</b> A. <b>Rules.</b> None. */ package a;");
    assertThat(TidyRules.packagesSayTheirWhy(List.of(type))).hasSize(1);
    assertThat(TidyRules.packagesSayTheirWhy(List.of(type, brief))).hasSize(1);
  }

  @Test
  void text_withMachinePath_isFound() {
    assertThat(TidyRules.noMachinePath(Path.of("README.md"), "see /ro" + "ot/.m2/settings.xml"))
        .hasSize(1);
    assertThat(TidyRules.noMachinePath(Path.of("README.md"), "in src/net/a and /var/lib/x"))
        .isEmpty();
  }

  private static Stream<Path> texts(Path directory) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(directory)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    return files.stream().filter(TidyTest::isText);
  }

  private static boolean isText(Path file) {
    Path relative = ROOT.relativize(file);
    String name = file.getFileName().toString();
    boolean isText =
        name.matches(".*[.](java|xml|ya?ml|md|json|js|html|css|sh|properties|txt|args)")
            || Set.of("Dockerfile", "run", ".gitignore", ".editorconfig").contains(name);
    return isText && !NOT_SOURCES.contains(relative.getName(0).toString());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }
}
