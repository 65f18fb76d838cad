package io.onefold.identity;

import io.onefold.event.ProfileId;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * The entries of one shard by profile id, in pages for checkpoints.
 *
 * <p>Entries stand in order of birth, {@link #PAGE_ENTRIES} to a page; a hash table of their places
 * finds them. Whoever is about to change an entry says so by {@link #touch}: the page's version
 * rises, and a checkpoint that is being taken gets the chance to copy the page first.
 *
 * <p><b>Threading.</b> Confined to the shard's thread.
 *
 * <p><b>Bounds.</b> 4 bytes a place and 6 to 11 in the hash table, beside the entry.
 */
final class ProfileTable {

  /** Entries a page: 128 × about 1.3 KiB packed = 166 KiB, between 64 and 256 KiB. */
  static final int PAGE_ENTRIES = 128;

  private static final int SLOTS_MIN = 64;

  private Entry[] entries = new Entry[SLOTS_MIN];
  private int[] places = new int[SLOTS_MIN * 2];
  private int[] versions = new int[1];
  private int count;
  private IntConsumer beforeChange = page -> {};

  int count() {
    return count;
  }

  int pages() {
    return (count + PAGE_ENTRIES - 1) / PAGE_ENTRIES;
  }

  int version(int page) {
    return versions[page];
  }

  /** The page holds what a checkpoint holds under this version. */
  void restored(int page, int version) {
    versions[page] = version;
  }

  /** Told of a page before an entry in it changes or joins it. */
  void onChange(IntConsumer beforeChange) {
    this.beforeChange = beforeChange;
  }

  /** The entry of this id, or {@code null}. */
  Entry get(ProfileId id) {
    int place = place(id);
    return place < 0 ? null : entries[place];
  }

  /** Says that the entry of this id is about to change in place. */
  void touch(ProfileId id) {
    changing(place(id));
  }

  /** Puts a new entry, or another one in the place of the same id. */
  void put(Entry entry) {
    int place = place(entry.id());
    if (place >= 0) {
      changing(place);
      entries[place] = entry;
      return;
    }
    if (count == entries.length) {
      grow();
    }
    changing(count);
    entries[count] = entry;
    insert(entry.id(), count++);
  }

  /** The entries of a page, in order of birth. */
  void forEach(int page, Consumer<Entry> each) {
    int end = Math.min(count, (page + 1) * PAGE_ENTRIES);
    for (int i = page * PAGE_ENTRIES; i < end; i++) {
      each.accept(entries[i]);
    }
  }

  private void changing(int place) {
    int page = place / PAGE_ENTRIES;
    if (page >= versions.length) {
      versions = Arrays.copyOf(versions, page * 2 + 1);
    }
    beforeChange.accept(page);
    versions[page]++;
  }

  private int place(ProfileId id) {
    int mask = places.length - 1;
    for (int at = hash(id) & mask; places[at] != 0; at = (at + 1) & mask) {
      if (entries[places[at] - 1].id().equals(id)) {
        return places[at] - 1;
      }
    }
    return -1;
  }

  private void insert(ProfileId id, int place) {
    int mask = places.length - 1;
    int at = hash(id) & mask;
    while (places[at] != 0) {
      at = (at + 1) & mask;
    }
    places[at] = place + 1;
  }

  private void grow() {
    entries = Arrays.copyOf(entries, entries.length + entries.length / 2);
    if (places.length < entries.length + entries.length / 2) {
      places = new int[places.length * 2];
      for (int i = 0; i < count; i++) {
        insert(entries[i].id(), i);
      }
    }
  }

  private static int hash(ProfileId id) {
    return (int) (id.lo() ^ (id.lo() >>> 32)); // 64 random bits: no mixing needed
  }
}
