package io.onefold.config.key;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A part of the configuration that settings are read from: a group of the file such as {@code
 * http}, an element of a list, an entry of a map.
 *
 * <p>The environment goes before the file: {@code http.port} is {@code ONEFOLD_HTTP_PORT}. A whole
 * list or map may be given there too, written as YAML or JSON. What cannot be used is noted, and
 * the default taken, so that reading always comes to its end; {@link #mistakes} then tells whether
 * the result means anything.
 *
 * <p><b>Threading.</b> Confined to the thread that reads the configuration.
 */
public final class Section {

  /** Longest value shown in a complaint, in characters: about a line. */
  private static final int SHOWN_CHARS_MAX = 80;

  private final Findings findings;
  private final String path;
  private final JsonNode node;
  private final String from;
  private final Set<String> asked = new LinkedHashSet<>();

  private Section(Findings findings, String path, Written written) {
    this.findings = findings;
    this.path = path;
    this.node = written.node();
    this.from = written.from();
    findings.add(this);
    if (!node.isObject()) {
      String name = path.isEmpty() ? "the file" : path;
      findings.add(new Mistake(name, shown(node), "keys with values", from));
    }
  }

  /** A value and where it was written. */
  private record Written(JsonNode node, String from) {}

  /**
   * The whole configuration.
   *
   * @param file the content of the file, a null node if there is none
   * @param fileName what the file is called in complaints
   * @param environment all environment variables, others' too
   */
  public static Section root(JsonNode file, String fileName, Map<String, String> environment) {
    Findings findings = new Findings(environment);
    if (!file.isObject()) {
      JsonNode content = isNothing(file) ? JsonNodeFactory.instance.objectNode() : file;
      return new Section(findings, "", new Written(content, fileName));
    }
    DottedKeys.Grouped grouped = DottedKeys.group(file);
    grouped
        .twice()
        .forEach(name -> findings.add(new Mistake(name, "set twice", "one value", fileName)));
    return new Section(findings, "", new Written(grouped.root(), fileName));
  }

  /** A setting's value, or its default if it is not set or wrong. */
  public <T> T read(Key<T> key) {
    T value = find(key.name()).flatMap(written -> value(key, written)).orElse(key.byDefault());
    if (!value.equals(key.byDefault())) {
      findings.set(full(key.name()), value);
    }
    return value;
  }

  /** A value that has no default; if it is missing or wrong, that is noted. */
  public <T> Optional<T> require(Key<T> key) {
    Optional<Written> written = find(key.name());
    if (written.isEmpty()) {
      complain(key.name(), "missing", key.kind().allowed(), from);
    }
    Optional<T> value = written.flatMap(found -> value(key, found));
    value.ifPresent(set -> findings.set(full(key.name()), set));
    return value;
  }

  /** Whether anything is said in the file of a setting or a group. */
  public boolean has(String name) {
    return !isNothing(node.path(name));
  }

  /** A group of settings; an empty one if it is not there. */
  public Section section(String name) {
    asked.add(name);
    JsonNode group = node.path(name);
    JsonNode present = isNothing(group) ? JsonNodeFactory.instance.objectNode() : group;
    return new Section(findings, full(name), new Written(present, from));
  }

  /** The elements of a list of groups, or empty if it is not there. */
  public Optional<List<Section>> list(String name) {
    return find(name).map(written -> elements(name, written));
  }

  /** The entries of a map of groups by their names, or empty if it is not there. */
  public Optional<Map<String, Section>> map(String name) {
    return find(name).map(written -> entries(name, written));
  }

  /** Notes a mistake that only shows when several values are seen together. */
  public void complain(String name, String value, String allowed) {
    complain(name, value, allowed, find(name).map(Written::from).orElse("default"));
  }

  /** Notes that a value, allowed as such, cannot stand beside others. */
  public <T> void complain(Key<T> key, T value, String allowed) {
    complain(key.name(), key.shown(Units.show(value)), allowed);
  }

  /**
   * Whether nothing is noted so far of what stands in here; what is wrong by itself cannot clash.
   */
  public boolean isSound() {
    return findings.isSound(path + ".");
  }

  /** What was set to something else than its default. To be called last, on any section. */
  public Settings settings() {
    return findings.settings();
  }

  /** Everything that is wrong, unknown keys included. To be called last, on any section. */
  public List<Mistake> mistakes() {
    return findings.conclude();
  }

  /** The keys in this section that nobody asked for, each with the nearest known one. */
  List<Mistake> unknown(Collection<String> known) {
    List<Mistake> unknown = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!asked.contains(field.getKey())) {
        String name = full(field.getKey());
        String hint = Nearest.to(name, known).map(k -> "did you mean " + k + "?").orElse("no keys");
        unknown.add(new Mistake(name, "unknown key", hint, from));
      }
    }
    return unknown;
  }

  private <T> Optional<T> value(Key<T> key, Written written) {
    Optional<T> value = key.kind().read(written.node());
    if (value.isEmpty()) {
      String shown = key.shown(shown(written.node()));
      complain(key.name(), shown, key.kind().allowed(), written.from());
    }
    return value;
  }

  private Optional<Written> find(String name) {
    asked.add(name);
    findings.know(full(name));
    JsonNode inFile = node.path(name);
    return findings
        .environmentOf(full(name))
        .map(text -> new Written(JsonNodeFactory.instance.textNode(text), variable(name)))
        .or(() -> isNothing(inFile) ? Optional.empty() : Optional.of(new Written(inFile, from)));
  }

  private List<Section> elements(String name, Written written) {
    JsonNode list = structure(written);
    if (!list.isArray()) {
      complain(name, shown(list), "a list", written.from());
      return List.of();
    }
    List<Section> elements = new ArrayList<>();
    for (JsonNode element : list) {
      String elementPath = full(name) + "[" + elements.size() + "]";
      elements.add(new Section(findings, elementPath, new Written(element, written.from())));
    }
    return List.copyOf(elements);
  }

  private Map<String, Section> entries(String name, Written written) {
    JsonNode map = structure(written);
    if (!map.isObject()) {
      complain(name, shown(map), "names, each with its settings", written.from());
      return Map.of();
    }
    Map<String, Section> entries = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : map.properties()) {
      String entryPath = full(name) + "." + entry.getKey();
      Written value = new Written(entry.getValue(), written.from());
      entries.put(entry.getKey(), new Section(findings, entryPath, value));
    }
    findings.set(full(name), Set.copyOf(entries.keySet()));
    return entries;
  }

  /** Lists and maps come from the environment as text. */
  private static JsonNode structure(Written written) {
    return written.node().isTextual()
            && YamlText.read(written.node().textValue()) instanceof YamlText.Tree(JsonNode root)
        ? root
        : written.node();
  }

  private void complain(String name, String value, String allowed, String writtenIn) {
    findings.add(new Mistake(full(name), value, allowed, writtenIn));
  }

  private String full(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private String variable(String name) {
    return Findings.variable(full(name));
  }

  /** A key with nothing after it is not set; YAML reads the nothing as an empty text. */
  private static boolean isNothing(JsonNode value) {
    return value.isMissingNode()
        || value.isNull()
        || value.isTextual() && value.textValue().isEmpty();
  }

  private static String shown(JsonNode value) {
    String text = value.isValueNode() ? value.asText() : value.toString();
    return text.length() <= SHOWN_CHARS_MAX ? text : text.substring(0, SHOWN_CHARS_MAX) + "...";
  }
}
