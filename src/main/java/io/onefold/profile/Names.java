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
 * <p><b>Bounds.</b> {@link #NAMES_MAX} names, of which one account can bring {@link
 * #NAMES_PER_ACCOUNT_MAX}: whoever holds its public key can fill its own share and no more. Every
 * further name is {@link #OTHER}; one that was known before the bound was met stays known.
 */
public final class Names {

  /**
   * Most names a shard knows: 131,072 × about 110 bytes (string, map entry, slot) = 14 MB a shard,
   * 0.9 GB for 64 full shards. The layout has room for 20 bits.
   */
  public static final int NAMES_MAX = 1 << 17;

  /**
   * Most names an account can bring to a shard: 16,384 × about 110 bytes = 1.8 MB. A shop with a
   * hundred events of twenty properties each needs an eighth of it.
   */
  public static final int NAMES_PER_ACCOUNT_MAX = 1 << 14;

  /** What all names beyond the bound are called. Its number is {@link #OTHER_ID}. */
  public static final String OTHER = "(other)";

  static final int OTHER_ID = 0;

  private static final int NO_ACCOUNT = 0;

  private final Map<String, Integer> ids = new HashMap<>();
  private final List<String> names = new ArrayList<>();
  private final List<Integer> accounts = new ArrayList<>();
  private final Map<Integer, Integer> counts = new HashMap<>();

  public Names() {
    add(OTHER, NO_ACCOUNT);
  }

  /** The number of a name of the configuration, a new one where it has none yet. */
  public int idOf(String name) {
    return idOf(name, NO_ACCOUNT);
  }

  /** The number of a name that the account used, a new one of its share where it has none yet. */
  public int idOf(String name, int accountId) {
    Integer id = ids.get(name);
    if (id != null) {
      return id;
    }
    String written = asWritten(name);
    if (!written.equals(name)) {
      return idOf(written, accountId);
    }
    boolean full =
        names.size() >= NAMES_MAX || counts.getOrDefault(accountId, 0) >= shareOf(accountId);
    return full ? OTHER_ID : add(name, accountId);
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
      out.string(names.get(id)).varint(accounts.get(id));
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
      int accountId = in.count();
      if (id == names.size() && !ids.containsKey(name)) {
        add(name, accountId);
      } else if (id > names.size() || find(name) != id) {
        throw new IllegalArgumentException("name " + id + " of another dictionary: " + name);
      }
    }
  }

  private static int shareOf(int accountId) {
    return accountId == NO_ACCOUNT ? NAMES_MAX : NAMES_PER_ACCOUNT_MAX;
  }

  /**
   * The name as a checkpoint will give it back: half of a surrogate pair has no UTF-8, and two
   * names that differ in it alone would be one after a restart.
   */
  private static String asWritten(String name) {
    return new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private int add(String name, int accountId) {
    int id = names.size();
    names.add(name);
    accounts.add(accountId);
    counts.merge(accountId, 1, Integer::sum);
    ids.put(name, id);
    return id;
  }
}
