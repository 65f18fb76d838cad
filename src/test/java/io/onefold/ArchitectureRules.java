package io.onefold;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The shape of the system as rules about compiled classes. {@link #MAY_IMPORT} is the whole of it:
 * what stands below a package, and so may be imported by it.
 *
 * <p>Rules hold for packages that do not exist yet; a package that is not in the table has no place
 * in the system and is refused until somebody gives it one.
 */
final class ArchitectureRules {

  private static final String ROOT = "io.onefold";

  private static final List<String> WORDS = List.of("event", "message", "profile");
  private static final List<String> STEPS =
      List.of("decode", "identity", "search", "segment", "prediction", "personalize");

  /** Packages under the root, and the packages under the root that each may import. */
  private static final Map<String, List<String>> MAY_IMPORT = new LinkedHashMap<>();

  static {
    // Words: what is said and what is true.
    MAY_IMPORT.put("event", List.of());
    MAY_IMPORT.put("message", List.of("event"));
    MAY_IMPORT.put("profile", List.of("event"));
    // Steps: pure decisions, which do not know one another.
    STEPS.forEach(step -> MAY_IMPORT.put(step, WORDS));
    // What other programs are given: it has to stand on its own.
    MAY_IMPORT.put("client", List.of("event", "message"));
    // Carriers, in the order of the path; the ends that face outwards never reach past route.
    MAY_IMPORT.put("http", below("route", "telemetry"));
    MAY_IMPORT.put("source", below("route", "telemetry"));
    MAY_IMPORT.put("route", below("journal", "deliver", "telemetry"));
    MAY_IMPORT.put("shard", below("journal", "deliver", "telemetry"));
    MAY_IMPORT.put("journal", below("deliver", "telemetry"));
    MAY_IMPORT.put("deliver", below("telemetry"));
    // Frame: the root wires everything and is imported by nobody.
    MAY_IMPORT.put("telemetry", WORDS);
    MAY_IMPORT.put("config", WORDS);
    MAY_IMPORT.put("cluster", below("route", "journal", "telemetry"));
    MAY_IMPORT.put("console", below("route", "telemetry"));
  }

  private ArchitectureRules() {}

  static List<ArchRule> all() {
    List<ArchRule> rules = new ArrayList<>();
    MAY_IMPORT.forEach((name, below) -> rules.add(onlyDownward(name, below)));
    rules.add(everyPackageHasItsPlace());
    rules.add(onlyRootKnows("shard"));
    rules.add(onlyRootKnows("config"));
    rules.add(noCycles());
    rules.add(wordsUseTheJdkOnly());
    rules.add(stepsUsePlainLibrariesOnly());
    rules.add(stepsAndWordsTouchNothingOutside());
    rules.add(stepsAndWordsAskNoClockAndNoDice());
    rules.add(noStaticVariable());
    rules.add(noStaticContainer());
    rules.add(noEmptyNames());
    rules.add(onlyMainEndsTheProcess());
    return List.copyOf(rules);
  }

  static ArchRule onlyDownward(String name, List<String> below) {
    String[] allowed =
        Stream.concat(Stream.of(name), below.stream())
            .map(ArchitectureRules::tree)
            .toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage(tree(name))
        .should()
        .onlyDependOnClassesThat(
            resideOutsideOfPackage(ROOT + "..").or(resideInAnyPackage(allowed)))
        .as(name + " imports, of our packages, only " + below)
        .allowEmptyShould(true);
  }

  static ArchRule everyPackageHasItsPlace() {
    String[] places =
        Stream.concat(Stream.of(ROOT), MAY_IMPORT.keySet().stream().map(ArchitectureRules::tree))
            .toArray(String[]::new);
    return classes().should().resideInAnyPackage(places).allowEmptyShould(true);
  }

  static ArchRule onlyRootKnows(String name) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(ROOT, tree(name))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(tree(name))
        .allowEmptyShould(true);
  }

  static ArchRule noCycles() {
    return slices().matching(ROOT + ".(**)").should().beFreeOfCycles().allowEmptyShould(true);
  }

  static ArchRule wordsUseTheJdkOnly() {
    return classes()
        .that()
        .resideInAnyPackage(trees(WORDS))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(with(WORDS, "java.."))
        .allowEmptyShould(true);
  }

  static ArchRule stepsUsePlainLibrariesOnly() {
    return classes()
        .that()
        .resideInAnyPackage(trees(STEPS))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(trees(WORDS))
                .or(resideInAnyPackage(trees(STEPS)))
                .or(
                    resideInAnyPackage(
                        "java..",
                        "javax.crypto..",
                        "com.fasterxml.jackson.core..",
                        "com.google.i18n.phonenumbers..")))
        .as("steps use the JDK, Jackson's parser and libphonenumber, and nothing else")
        .allowEmptyShould(true);
  }

  static ArchRule stepsAndWordsTouchNothingOutside() {
    return noClasses()
        .that()
        .resideInAnyPackage(pure())
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "java.nio.file..",
                    "java.nio.channels..",
                    "java.net.http..",
                    "java.util.concurrent..",
                    "java.util.logging..",
                    "java.sql..")
                .or(
                    named(
                        "java.io.File",
                        "java.io.FileInputStream",
                        "java.io.FileOutputStream",
                        "java.io.RandomAccessFile",
                        "java.net.Socket",
                        "java.net.ServerSocket",
                        "java.net.URL",
                        "java.net.InetAddress",
                        "java.lang.Thread",
                        "java.lang.ThreadLocal",
                        "java.lang.Process",
                        "java.lang.ProcessBuilder",
                        "java.lang.Runtime",
                        "java.lang.System$Logger",
                        "java.util.Timer")))
        .as("steps and words know no file, network, thread or logger")
        .allowEmptyShould(true);
  }

  static ArchRule stepsAndWordsAskNoClockAndNoDice() {
    Map<String, Set<String>> questions =
        Map.of(
            "java.lang.System", Set.of("currentTimeMillis", "nanoTime", "getenv", "getProperty"),
            "java.lang.Math", Set.of("random"),
            "java.util.UUID", Set.of("randomUUID"));
    DescribedPredicate<JavaCall<?>> asks =
        describe(
            "asks clock, dice or environment",
            call -> {
              String owner = call.getTargetOwner().getName();
              boolean now = owner.startsWith("java.time.") && call.getName().equals("now");
              return now || questions.getOrDefault(owner, Set.of()).contains(call.getName());
            });
    return noClasses()
        .that()
        .resideInAnyPackage(pure())
        .should()
        .callMethodWhere(asks)
        .orShould()
        .dependOnClassesThat(
            named(
                "java.time.Clock",
                "java.util.Random",
                "java.util.SplittableRandom",
                "java.security.SecureRandom"))
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage("java.util.random..")
        .as("steps and words are given time, randomness and ids")
        .allowEmptyShould(true);
  }

  static ArchRule noStaticVariable() {
    return fields().that().areStatic().should().beFinal().allowEmptyShould(true);
  }

  static ArchRule noStaticContainer() {
    DescribedPredicate<JavaClass> container =
        describe(
            "something that changes",
            type ->
                type.getPackageName().startsWith("java.util.concurrent")
                    || Set.of(
                            "java.util.HashMap",
                            "java.util.LinkedHashMap",
                            "java.util.TreeMap",
                            "java.util.HashSet",
                            "java.util.ArrayList",
                            "java.util.ArrayDeque",
                            "java.util.Random",
                            "java.lang.StringBuilder",
                            "java.lang.ThreadLocal")
                        .contains(type.getName()));
    return fields()
        .that()
        .areStatic()
        .should()
        .notHaveRawType(container)
        .as("no static field holds something that changes")
        .allowEmptyShould(true);
  }

  static ArchRule noEmptyNames() {
    return classes()
        .should()
        .haveNameNotMatching(".*(Manager|Helper|Utils?|Impl|Base|Common)")
        .as("names say what a type does")
        .allowEmptyShould(true);
  }

  static ArchRule onlyMainEndsTheProcess() {
    return noClasses()
        .that()
        .doNotHaveFullyQualifiedName(ROOT + ".Main")
        .should()
        .callMethod(System.class, "exit", int.class)
        .allowEmptyShould(true);
  }

  private static DescribedPredicate<JavaClass> named(String... names) {
    Set<String> set = Set.of(names);
    return describe("one of " + set, type -> set.contains(type.getName()));
  }

  private static List<String> below(String... carriers) {
    return Stream.of(WORDS, STEPS, Arrays.asList(carriers)).flatMap(Collection::stream).toList();
  }

  private static String[] pure() {
    return Stream.concat(WORDS.stream(), STEPS.stream())
        .map(ArchitectureRules::tree)
        .toArray(String[]::new);
  }

  private static String[] trees(List<String> names) {
    return names.stream().map(ArchitectureRules::tree).toArray(String[]::new);
  }

  private static String[] with(List<String> names, String more) {
    return Stream.concat(Arrays.stream(trees(names)), Stream.of(more)).toArray(String[]::new);
  }

  private static String tree(String name) {
    return ROOT + "." + name + "..";
  }
}
