package io.onefold.config;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Manifests as Kubernetes understands them. */
final class KubernetesFixtures {

  private static final Map<String, Class<? extends HasMetadata>> TYPES =
      Map.of(
          "v1 Service", Service.class,
          "apps/v1 StatefulSet", StatefulSet.class,
          "policy/v1 PodDisruptionBudget", PodDisruptionBudget.class,
          "networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class);

  private KubernetesFixtures() {}

  /** All objects of a manifest; a field that its type does not have, or an unknown type, fails. */
  static List<HasMetadata> read(String yaml) throws IOException {
    ObjectMapper yamlMapper = new YAMLMapper();
    List<HasMetadata> objects = new ArrayList<>();
    try (MappingIterator<JsonNode> documents =
        yamlMapper.readerFor(JsonNode.class).readValues(yaml)) {
      while (documents.hasNext()) {
        objects.add(read(documents.next()));
      }
    }
    return List.copyOf(objects);
  }

  private static HasMetadata read(JsonNode document) throws IOException {
    String type = document.path("apiVersion").asText() + " " + document.path("kind").asText();
    if (!TYPES.containsKey(type)) {
      throw new IOException("unknown type: " + type);
    }
    return strict().treeToValue(document, TYPES.get(type));
  }

  /** The types gather what they do not know in a map; here it is refused. */
  private static ObjectMapper strict() {
    return new ObjectMapper()
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .setAnnotationIntrospector(
            new JacksonAnnotationIntrospector() {
              private static final long serialVersionUID = 1L;

              @Override
              public Boolean hasAnySetter(Annotated annotated) {
                return false;
              }
            });
  }
}
