package io.onefold.config;

import io.onefold.config.key.Mistake;
import io.onefold.config.key.Section;
import io.onefold.config.key.YamlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Reads the configuration: the file that {@code --config} names, or {@code config/onefold.yaml} if
 * there is one, with the environment above it.
 *
 * <p><b>Threading.</b> Stateless. Reads one file, so not for an event loop.
 *
 * <p><b>Errors.</b> All of them are values, {@link Loaded.Invalid}; a file that was named and
 * cannot be read is one, a default file that does not exist is none.
 */
public final class ConfigLoader {

  /** Where the file is looked for when the command line names none. */
  public static final Path DEFAULT_FILE = Path.of("config", "onefold.yaml");

  private static final String OPTION = "--config";

  private ConfigLoader() {}

  /**
   * Reads everything there is to read.
   *
   * @param arguments the command line: nothing, {@code --config file} or {@code --config=file}
   * @param environment all environment variables of the process
   */
  public static Loaded load(List<String> arguments, Map<String, String> environment) {
    if (arguments.isEmpty()) {
      return Files.exists(DEFAULT_FILE)
          ? loadFile(DEFAULT_FILE, environment)
          : parse("", "no file", environment);
    }
    String last = arguments.getLast();
    if (arguments.size() == 2 && arguments.getFirst().equals(OPTION)) {
      return loadFile(Path.of(last), environment);
    }
    if (arguments.size() == 1 && last.startsWith(OPTION + "=")) {
      return loadFile(Path.of(last.substring(OPTION.length() + 1)), environment);
    }
    return invalid("arguments", String.join(" ", arguments), "nothing, or --config FILE");
  }

  private static Loaded loadFile(Path file, Map<String, String> environment) {
    try {
      return parse(Files.readString(file), file.toString(), environment);
    } catch (IOException unreadable) {
      return invalid(OPTION, file.toString(), "a readable file in UTF-8");
    }
  }

  private static Loaded.Invalid invalid(String what, String value, String allowed) {
    return new Loaded.Invalid(List.of(new Mistake(what, value, allowed, "command line")));
  }

  /**
   * Reads the text of a file.
   *
   * @param fileName what the text is called in complaints
   */
  static Loaded parse(String text, String fileName, Map<String, String> environment) {
    return switch (YamlText.read(text)) {
      case YamlText.Tree(var root) -> OnefoldConfig.read(Section.root(root, fileName, environment));
      case YamlText.Malformed(int line, int column, String reason) ->
          new Loaded.Invalid(
              List.of(
                  new Mistake("line " + line + ", column " + column, reason, "YAML", fileName)));
    };
  }
}
