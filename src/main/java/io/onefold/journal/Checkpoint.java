package io.onefold.journal;

import java.util.List;
import java.util.Map;

/**
 * A shard's state at (epoch, seq): what the log up to {@code seq} adds up to, derived from it until
 * it is trimmed, and the record from then on.
 *
 * <p><b>Threading.</b> Immutable as far as its callers leave the bytes alone until the call that
 * took it has completed.
 *
 * @param epoch of the owner that made it, not below that of the batch at {@code seq}
 * @param seq of the last batch that it contains; 0 for none
 * @param crc of the batch at {@code seq}, where the chain of prevCrc goes on; 0 for none
 * @param suppressionVersion of the shard's {@link Suppressions} without which it must not be
 *     served: an older list would bring back who was erased since
 * @param attributes what must be known before the sections are read: key id, shard count, format
 * @param sections in the order in which they are read back; names are unique
 */
public record Checkpoint(
    int shard,
    long epoch,
    long seq,
    int crc,
    long suppressionVersion,
    Map<String, String> attributes,
    List<Section> sections) {

  public Checkpoint {
    attributes = Map.copyOf(attributes);
    sections = List.copyOf(sections);
    if (sections.stream().map(Section::name).distinct().count() != sections.size()) {
      throw new IllegalArgumentException("names of sections repeat, shard=" + shard);
    }
  }

  /** Names this checkpoint within its shard, for {@code --restore}. */
  public String id() {
    return new CheckpointId(epoch, seq, crc).text();
  }
}
