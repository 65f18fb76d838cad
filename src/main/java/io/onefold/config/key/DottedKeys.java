package io.onefold.config.key;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Lets a file say {@code http.port: 80} at its top level where it could say {@code port: 80} under
 * {@code http:}, since that is how settings are spoken of everywhere else.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class DottedKeys {

  private DottedKeys() {}

  /** The same settings in groups, and the names of those that would be set twice. */
  record Grouped(ObjectNode root, List<String> twice) {}

  static Grouped group(JsonNode file) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    List<String> twice = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : file.properties()) {
      if (!put(root, field.getKey(), field.getValue())) {
        twice.add(field.getKey());
      }
    }
    return new Grouped(root, List.copyOf(twice));
  }

  private static boolean put(ObjectNode group, String name, JsonNode value) {
    int dot = name.indexOf('.');
    if (dot > 0) {
      JsonNode inner = group.path(name.substring(0, dot));
      return inner instanceof ObjectNode existing
          ? put(existing, name.substring(dot + 1), value)
          : inner.isMissingNode()
              && put(group.putObject(name.substring(0, dot)), name.substring(dot + 1), value);
    }
    if (group.path(name) instanceof ObjectNode existing && value instanceof ObjectNode more) {
      return more.properties().stream()
          .allMatch(field -> put(existing, field.getKey(), field.getValue()));
    }
    return group.putIfAbsent(name, value) == null;
  }
}
