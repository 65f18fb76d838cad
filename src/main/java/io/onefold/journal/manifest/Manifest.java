package io.onefold.journal.manifest;

import io.onefold.journal.CheckpointId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one stored checkpoint consists of.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param suppressionVersion as in {@link io.onefold.journal.Checkpoint}
 */
public record Manifest(
    String cluster,
    int shard,
    CheckpointId id,
    long suppressionVersion,
    Map<String, String> attributes,
    List<Part> sections) {

  public Manifest {
    attributes = Map.copyOf(attributes);
    sections = List.copyOf(sections);
  }

  /** A section and the chunks that its bytes are cut into, in order. */
  public record Part(String name, int version, List<Chunk> chunks) {

    public Part {
      chunks = List.copyOf(chunks);
    }

    public int rawBytes() {
      return chunks.stream().mapToInt(Chunk::rawBytes).sum();
    }
  }

  /**
   * A stored piece.
   *
   * @param name {@code <epoch>-<seq>:<section>:<number>:<crc>} of the checkpoint that wrote it
   * @param rawBytes before compression
   * @param crc crc32c of the stored, compressed bytes
   */
  public record Chunk(String name, int rawBytes, int crc) {}

  public Optional<Part> section(String name, int version) {
    return sections.stream()
        .filter(part -> part.name().equals(name) && part.version() == version)
        .findFirst();
  }

  public Set<String> chunkNames() {
    return sections.stream()
        .flatMap(part -> part.chunks().stream())
        .map(Chunk::name)
        .collect(Collectors.toSet());
  }
}
