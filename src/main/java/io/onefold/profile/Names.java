package io.onefold.profile;

import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The dictionary of a shard: names of events, attributes, sources and purposes ↔ small numbers,
 * given out in the order of first use.
 *
 * <p>It is part of the shard's record: packed profiles hold the numbers, so it is written with
 * every checkpoint and only ever grows. Replaying the journal asks for the same names in the same
 * order and is given the same numbers.
 *
 * <p><b>Threading.</b> Confined to the shard's thread.
 *
 * <p><b>Bounds.</b> {@link #NAMES_MAX} names; every further one is {@link #OTHER}. A name that was
 * known before the bound was met stays known.
 */
public final class Names {

  /**
   * Most names a shard knows: 131,072 × about 110 bytes (string, map entry, slot) = 14 MB a shard,
   * 0.9 GB for 64 full shards. The layout has room for 20 bits.
   */
  public static final int NAMES_MAX = 1 << 17;

  /** What all names beyond the bound are called. Its number is {@link #OTHER_ID}. */
  public static final String OTHER = "(other)";

  static final int OTHER_ID = 0;

  private final Map<String, Integer> ids = new HashMap<>();
  private final List<String> names = new ArrayList<>();

  public Names() {
    add(OTHER);
  }

  /** The number of {@code name}, a new one where it has none yet. */
  public int idOf(String name) {
    Integer id = ids.get(name);
    if (id != null) {
      return id;
    }
    String written = asWritten(name);
    if (!written.equals(name)) {
      return idOf(written);
    }
    return names.size() < NAMES_MAX ? add(name) : OTHER_ID;
  }

  /** The number of {@code name}, −1 where it has none. */
  public int find(String name) {
    Integer id = ids.get(name);
    return id == null ? -1 : id;
  }

  public String name(int id) {
    return names.get(id);
  }

  public int size() {
    return names.size();
  }

  /** Of these numbers, the one whose name is alphabetically last. */
  int last(Collection<Integer> of) {
    return Collections.max(of, Comparator.comparing(this::name));
  }

  /** Appends the names from number {@code fromId} on; {@link #read} takes them in. */
  public void write(PackedWriter out, int fromId) {
    out.varint(fromId).varint(names.size() - fromId);
    for (int id = fromId; id < names.size(); id++) {
      out.string(names.get(id));
    }
  }

  /**
   * Takes in what {@link #write} appended. What is known already is compared, so that pieces may
   * overlap.
   *
   * @throws IllegalArgumentException if the piece leaves a gap or contradicts what is known: its
   *     numbers are another shard's
   */
  public void read(PackedReader in) {
    int fromId = in.count();
    int count = in.count();
    for (int id = fromId; id < fromId + count; id++) {
      String name = in.string();
      if (id == names.size() && !ids.containsKey(name)) {
        add(name);
      } else if (id > names.size() || find(name) != id) {
        throw new IllegalArgumentException("name " + id + " of another dictionary: " + name);
      }
    }
  }

  /**
   * The name as a checkpoint will give it back: half of a surrogate pair has no UTF-8, and two
   * names that differ in it alone would be one after a restart.
   */
  private static String asWritten(String name) {
    return new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private int add(String name) {
    int id = names.size();
    names.add(name);
    ids.put(name, id);
    return id;
  }
}
