package io.onefold.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * What outlives a node in a test: logs and checkpoints, as encoded bytes, so that what is read back
 * went through the real codecs.
 *
 * <p><b>Threading.</b> Confined to one thread.
 */
public final class MemoryStore {

  /** An entry's place; the order of the log. */
  record Place(long epoch, long seq) implements Comparable<Place> {

    @Override
    public int compareTo(Place other) {
      int epochs = Long.compare(epoch, other.epoch);
      return epochs != 0 ? epochs : Long.compare(seq, other.seq);
    }
  }

  /** One shard's log. An EPOCH entry is at seq 0 and holds its writer. */
  static final class Log {

    final TreeMap<Place, byte[]> batches = new TreeMap<>();
    final TreeMap<Place, UUID> epochs = new TreeMap<>();
    Place last = new Place(0, 0);

    UUID topWriter() {
      return epochs.isEmpty() ? new UUID(0, 0) : epochs.lastEntry().getValue();
    }
  }

  /** A stored section, and the checksum that its bytes had. */
  static final class Stored {

    final String name;
    final int version;
    final int crc;
    byte[] bytes;

    Stored(String name, int version, byte[] bytes) {
      this.name = name;
      this.version = version;
      this.crc = crc(bytes);
      this.bytes = bytes;
    }

    static int crc(byte[] bytes) {
      CRC32C crc = new CRC32C();
      crc.update(bytes);
      return (int) crc.getValue();
    }
  }

  /** A stored checkpoint; sections may be shared with others. */
  record Generation(
      int shard,
      CheckpointId id,
      long suppressionVersion,
      Map<String, String> attributes,
      List<Stored> sections) {}

  /** One shard's checkpoints, newest first; the first one is the current one. */
  static final class Generations {

    final List<Generation> kept = new ArrayList<>();

    Optional<Generation> current() {
      return kept.stream().findFirst();
    }
  }

  private final Map<Integer, Log> logs = new TreeMap<>();
  private final Map<Integer, Generations> generations = new TreeMap<>();

  Log log(int shard) {
    return logs.computeIfAbsent(shard, absent -> new Log());
  }

  Generations generations(int shard) {
    return generations.computeIfAbsent(shard, absent -> new Generations());
  }

  public void wipe() {
    logs.clear();
    generations.clear();
  }
}
