package io.onefold.config.key;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What the sections of one configuration share: the environment, the mistakes so far, and the names
 * that were asked for.
 *
 * <p>A name nobody asked for is a mistake, in the file and in the environment. Left alone are the
 * variables that Kubernetes and Docker set by themselves for a service named {@code onefold}, or
 * {@code onefold-} and more, such as {@code ONEFOLD_SERVICE_HOST} and {@code
 * ONEFOLD_REDIS_SERVICE_HOST}. Where such a name is also that of a setting, it is the setting.
 *
 * <p><b>Threading.</b> Confined to the thread that reads the configuration.
 */
final class Findings {

  private static final String PREFIX = "ONEFOLD_";

  /** Two wrong letters, or two swapped ones, are a slip; more is another name. */
  private static final int SLIP_MAX = 2;

  /** Read by the logging configuration, before there is any other. */
  private static final Set<String> NOT_OURS = Set.of("ONEFOLD_LOG_LEVEL");

  private static final Pattern OF_PLATFORM =
      Pattern.compile(
          "ONEFOLD_PORT"
              + "|ONEFOLD_(\\w+_)?"
              + "(SERVICE_HOST|SERVICE_PORT(_\\w+)?|PORT_\\d+_(TCP|UDP|SCTP)(_\\w+)?)");

  /** {@code ONEFOLD_HTPP_PORT=80} is a slip, but no port that anyone sets is an address. */
  private static final Pattern PORT_OF_PLATFORM = Pattern.compile("ONEFOLD_\\w+_PORT");

  private static final Pattern ADDRESS = Pattern.compile("(tcp|udp|sctp)://.*");

  private final Map<String, String> environment;
  private final List<Mistake> mistakes = new ArrayList<>();
  private final List<Section> sections = new ArrayList<>();
  private final Set<String> known = new TreeSet<>();
  private final Map<String, Object> set = new TreeMap<>();

  Findings(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  void add(Section section) {
    sections.add(section);
  }

  void add(Mistake mistake) {
    mistakes.add(mistake);
  }

  boolean isSound(String prefix) {
    return mistakes.stream().noneMatch(mistake -> mistake.key().startsWith(prefix));
  }

  void know(String name) {
    known.add(name);
  }

  void set(String name, Object value) {
    set.put(name, value);
  }

  Settings settings() {
    return new Settings(set);
  }

  Optional<String> environmentOf(String name) {
    return Optional.ofNullable(environment.get(variable(name)));
  }

  static String variable(String name) {
    return PREFIX + name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /** All mistakes, sorted by key. To be called when everything has been read. */
  List<Mistake> conclude() {
    List<Mistake> all = new ArrayList<>(mistakes);
    sections.forEach(section -> all.addAll(section.unknown(known)));
    all.addAll(unknownVariables());
    all.sort(Comparator.comparing(Mistake::key));
    return List.copyOf(all);
  }

  private List<Mistake> unknownVariables() {
    Set<String> variables = new TreeSet<>();
    known.forEach(name -> variables.add(variable(name)));
    return environment.keySet().stream()
        .filter(name -> name.startsWith(PREFIX))
        .filter(name -> !variables.contains(name) && !NOT_OURS.contains(name))
        .filter(name -> !isOfPlatform(name))
        .map(name -> unknown(name, variables))
        .toList();
  }

  private boolean isOfPlatform(String name) {
    return OF_PLATFORM.matcher(name).matches()
        || (PORT_OF_PLATFORM.matcher(name).matches()
            && ADDRESS.matcher(environment.get(name)).matches());
  }

  private static Mistake unknown(String name, Set<String> variables) {
    String hint =
        Nearest.to(name, variables)
            .filter(nearest -> Nearest.distance(name, nearest) <= SLIP_MAX)
            .map(nearest -> "did you mean " + nearest + "?")
            .orElse("the name of a setting, as ONEFOLD_HTTP_PORT is of http.port");
    return new Mistake(name, "unknown variable", hint, "environment");
  }
}
