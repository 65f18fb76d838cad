package io.onefold;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * House rules about sources that the compiler does not know and that bytecode does not show.
 *
 * <p>Each rule takes what it looks at and returns what it found, one line for each finding.
 */
final class TidyRules {

  static final int FILE_LINES_MAX = 400;
  static final int METHOD_LINES_MAX = 60;

  /** Beyond this a method is reported, but not refused. */
  static final int METHOD_LINES_GUIDE = 25;

  private static final String MAIN = "src/main/java";

  /** Words that must not stand in a source, with what to do instead. Split, to stand here. */
  private static final Map<Pattern, String> BANNED =
      Map.of(
          Pattern.compile("\\b(TO" + "DO|FIX" + "ME)\\b|(//|\\*).*\\bXX" + "X\\b"),
              "do it, or decide against it",
          Pattern.compile("Thread\\." + "sleep|TimeUnit\\.\\w+\\." + "sleep"), "wait for the event",
          Pattern.compile("@Dis" + "abled|@Enabled" + "If|Assum" + "ptions"), "no test is skipped");

  private static final Pattern CONSOLE =
      Pattern.compile("System\\.(out|err)\\b|print" + "StackTrace");
  private static final Pattern EMPTY_NAME =
      Pattern.compile(".*(Manager|Helper|Utils?|Impl|Base|Common)");
  private static final Pattern TEST_NAME = Pattern.compile("[a-zA-Z0-9]+(_[a-zA-Z0-9]+)+");
  private static final Set<String> TEST_ANNOTATIONS =
      Set.of("Test", "ParameterizedTest", "RepeatedTest");

  /** Places that only exist on somebody's machine. Split, to stand here. */
  private static final Pattern MACHINE_PATH =
      Pattern.compile("(?<![\\w.])/(wo" + "rk|ro" + "ot|ho" + "me|Us" + "ers)/|/tmp/one" + "fold");

  private TidyRules() {}

  /** All rules about one source file, by name. */
  static Map<String, Function<SourceText, Stream<String>>> all() {
    return Map.ofEntries(
        Map.entry("file is short", TidyRules::fileIsShort),
        Map.entry("methods are short", TidyRules::methodsAreShort),
        Map.entry("public types have Javadoc", TidyRules::publicTypesHaveJavadoc),
        Map.entry("types say who may touch them", TidyRules::typesSayTheirThreading),
        Map.entry("no banned word", TidyRules::noBannedWord),
        Map.entry("only Main writes to the console", TidyRules::onlyMainWritesToTheConsole),
        Map.entry("names say something", TidyRules::namesSaySomething),
        Map.entry("test names have their parts", TidyRules::testNamesHaveTheirParts),
        Map.entry("nobody imports shard", file -> nobodyImports("shard", file)),
        Map.entry("nobody imports config", file -> nobodyImports("config", file)),
        Map.entry("decode parses time itself", TidyRules::decodeParsesTimeItself),
        Map.entry("no wildcard import", TidyRules::noWildcardImport));
  }

  static Stream<String> fileIsShort(SourceText file) {
    return finding(file.lines() > FILE_LINES_MAX, file, file.lines() + " lines");
  }

  static Stream<String> methodsAreShort(SourceText file) {
    return longMethods(file, METHOD_LINES_MAX);
  }

  static Stream<String> longMethods(SourceText file, int linesMax) {
    return file.methods().stream()
        .filter(method -> method.lines() > linesMax)
        .map(method -> file.path() + ": " + method.name() + " has " + method.lines() + " lines");
  }

  static Stream<String> publicTypesHaveJavadoc(SourceText file) {
    return file.types().stream()
        .filter(type -> type.isPublic() && type.javadoc() == null)
        .map(type -> file.path() + ": " + type.name());
  }

  static Stream<String> typesSayTheirThreading(SourceText file) {
    return file.types().stream()
        .filter(type -> file.isIn(MAIN) && type.isPublic() && !type.isNested())
        .filter(type -> type.javadoc() != null && !type.javadoc().contains("Threading."))
        .map(type -> file.path() + ": " + type.name());
  }

  static Stream<String> noBannedWord(SourceText file) {
    return BANNED.entrySet().stream()
        .filter(word -> word.getKey().matcher(file.text()).find())
        .map(word -> file.path() + ": " + word.getKey() + ": " + word.getValue());
  }

  static Stream<String> onlyMainWritesToTheConsole(SourceText file) {
    boolean isMain = file.isIn(MAIN) && file.fileName().equals("Main.java");
    return finding(!isMain && CONSOLE.matcher(file.text()).find(), file, CONSOLE.pattern());
  }

  static Stream<String> namesSaySomething(SourceText file) {
    return file.types().stream()
        .filter(type -> EMPTY_NAME.matcher(type.name()).matches())
        .map(type -> file.path() + ": " + type.name());
  }

  static Stream<String> testNamesHaveTheirParts(SourceText file) {
    return file.methods().stream()
        .filter(method -> method.annotations().stream().anyMatch(TEST_ANNOTATIONS::contains))
        .filter(method -> !TEST_NAME.matcher(method.name()).matches())
        .map(method -> file.path() + ": " + method.name() + ", not subject_condition_result");
  }

  static Stream<String> nobodyImports(String name, SourceText file) {
    String owner = "io.onefold." + name;
    // The simulation is a root of its own: it wires shards to a network that it invents. So are the
    // hazards, which happen to the whole.
    boolean isAllowed =
        file.packageName().equals("io.onefold")
            || isWithin(file.packageName(), "io.onefold.sim")
            || isWithin(file.packageName(), "io.onefold.hazard")
            || isWithin(file.packageName(), owner);
    return file.imports().stream()
        .filter(imported -> !isAllowed && isWithin(imported, owner))
        .map(imported -> file.path() + ": " + imported);
  }

  static Stream<String> decodeParsesTimeItself(SourceText file) {
    boolean isDecode = file.isIn(MAIN) && isWithin(file.packageName(), "io.onefold.decode");
    Pattern slow = Pattern.compile("\\b(Instant|ZonedDateTime|OffsetDateTime)\\.parse");
    return finding(isDecode && slow.matcher(file.text()).find(), file, slow.pattern());
  }

  static Stream<String> noWildcardImport(SourceText file) {
    return file.imports().stream()
        .filter(imported -> imported.endsWith(".*"))
        .map(imported -> file.path() + ": " + imported);
  }

  /** A package of the product says what it is, by what rules, and why. */
  static Stream<String> packagesSayTheirWhy(List<SourceText> files) {
    Map<String, SourceText> described =
        files.stream()
            .filter(file -> file.fileName().equals("package-info.java"))
            .collect(Collectors.toMap(SourceText::packageName, Function.identity()));
    Set<String> packages = new TreeSet<>();
    files.stream()
        .filter(file -> file.isIn(MAIN))
        .forEach(file -> packages.add(file.packageName()));
    return packages.stream()
        .filter(name -> !described.containsKey(name) || !isComplete(described.get(name)))
        .map(name -> name + ": no package-info.java with What, Rules and Why");
  }

  /** A text that is part of the repository works on every machine. */
  static Stream<String> noMachinePath(Path path, String text) {
    return text.lines()
        .filter(line -> MACHINE_PATH.matcher(line).find())
        .map(line -> path + ": " + line.strip());
  }

  /** The root's is the map of all the others, and has a form of its own. */
  private static boolean isComplete(SourceText description) {
    return description.packageName().equals("io.onefold")
        || Stream.of("<b>What.</b>", "<b>Rules.</b>", "<b>Why.</b>")
            .allMatch(description.text()::contains);
  }

  private static boolean isWithin(String name, String owner) {
    return name.equals(owner) || name.startsWith(owner + ".");
  }

  private static Stream<String> finding(boolean isFound, SourceText file, String what) {
    return isFound ? Stream.of(file.path() + ": " + what) : Stream.empty();
  }
}
