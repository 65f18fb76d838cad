package io.onefold.config.key;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/**
 * YAML as a tree, or the reason why it is none. JSON is YAML too.
 *
 * <p>The same key twice is a fault, not a silent choice of the last.
 *
 * <p><b>Threading.</b> Stateless.
 */
public sealed interface YamlText permits YamlText.Tree, YamlText.Malformed {

  /** Well-formed; a null node if there was nothing but comments. */
  record Tree(JsonNode root) implements YamlText {}

  /** Not well-formed. */
  record Malformed(int line, int column, String reason) implements YamlText {}

  /** Reads a whole text. */
  static YamlText read(String text) {
    YAMLMapper mapper =
        YAMLMapper.builder(
                YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    try {
      JsonNode root = mapper.readTree(text);
      return new Tree(root.isMissingNode() ? mapper.nullNode() : root);
    } catch (JacksonException malformed) {
      return malformed(malformed);
    }
  }

  private static Malformed malformed(JacksonException cause) {
    String reason = cause.getOriginalMessage().lines().findFirst().orElse("");
    return cause.getLocation() == null
        ? new Malformed(1, 1, reason)
        : new Malformed(cause.getLocation().getLineNr(), cause.getLocation().getColumnNr(), reason);
  }
}
