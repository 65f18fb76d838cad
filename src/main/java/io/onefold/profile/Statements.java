package io.onefold.profile;

import io.onefold.event.Event;
import io.onefold.event.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A section of statements "this key has that value". The last statement is kept of each key, source
 * and route identifier; {@link Choice} chooses among them on read.
 *
 * <pre>row: route and key 4 │ stamp 14 │ bytes of the value × 4 + kind, 1 to 3 │ value</pre>
 *
 * <p><b>Threading.</b> Immutable.
 *
 * <p><b>Bounds.</b> Of each key the {@link #ROUTES_PER_KEY_MAX} latest rows stay. Beyond {@code
 * keysMax} keys or {@code bytesMax} bytes, the alphabetically last keys go. Neither of the two
 * bounds on numbers depends on the order of arrival; the one on bytes, which is a safety valve,
 * may.
 */
final class Statements {

  /** Said by more routes than this, a value is of interest for its latest ones only. */
  static final int ROUTES_PER_KEY_MAX = 32;

  /** Chooses between two rows of one key. */
  @FunctionalInterface
  interface Preference {
    boolean prefers(Packed profile, int row, int other);
  }

  private static final int STAMP_AT = 4;
  private static final int HEAD_AT = STAMP_AT + Packed.STAMP_BYTES;
  private static final int ROW_BYTES_MIN = HEAD_AT + 1;
  private static final int KIND_BITS = 2;

  private final Section section;
  private final int keysMax;
  private final int bytesMax;

  Statements(Section section, int keysMax, int bytesMax) {
    this.section = section;
    this.keysMax = keysMax;
    this.bytesMax = bytesMax;
  }

  /** Takes in what {@code event} says of the route and key that share {@code word}. */
  void fold(Packed profile, int word, Value value, Event event) {
    int row = place(profile, word, Packed.heldMs(event), event.time().arrival());
    if (row >= 0) {
      put(profile, row, value);
    }
  }

  /**
   * The row of the route and key that share {@code word}, bearing the stamp given, ready for {@link
   * #put}; −1 when a later statement stands there already. It may be new.
   */
  private int place(Packed profile, int word, long atMs, long arrival) {
    int end = profile.end(section);
    int row = profile.start(section);
    while (row < end && profile.i32(row) != word) {
      row = next(profile, row);
    }
    if (row == end) {
      profile.open(section, row, ROW_BYTES_MIN);
      profile.i32(row, word);
    }
    if (!profile.later(row + STAMP_AT, atMs, arrival)) {
      return -1;
    }
    profile.stamp(row + STAMP_AT, atMs, arrival);
    return row;
  }

  /** Writes the value of a row; one of the same length takes the other's place. */
  private void put(Packed profile, int row, Value value) {
    int at = row + HEAD_AT;
    int count = Text.bytes(value.text());
    int head = count << KIND_BITS | value.kind().ordinal();
    int more = head(head) + count - (next(profile, row) - at);
    if (more > 0) {
      profile.open(section, at, more);
    } else if (more < 0) {
      profile.close(section, at, -more);
    }
    writeHead(profile, at, head);
    profile.text(at + head(head), value.text());
  }

  int length(Packed profile) {
    return profile.length(section);
  }

  /** Holds the bounds after the section has grown by the key in {@code word}. */
  void trim(Packed profile, int word, Names names) {
    if (profile.length(section) <= ROUTES_PER_KEY_MAX * ROW_BYTES_MIN) {
      return;
    }
    dropEarliest(profile, word & Packed.NAME_MASK);
    if (profile.length(section) > Math.min(bytesMax, keysMax * ROW_BYTES_MIN)) {
      dropLastKeys(profile, names);
    }
  }

  void absorb(Translation translation, Names names) {
    Packed from = translation.from();
    int end = from.end(section);
    for (int row = from.start(section); row < end; row = next(from, row)) {
      if (translation.takesWord(from.i32(row))) {
        absorb(translation, row, names);
      }
    }
  }

  private void absorb(Translation translation, int row, Names names) {
    Packed from = translation.from();
    Packed to = translation.to();
    int word = translation.word(from.i32(row));
    if ((word & Packed.NAME_MASK) != Names.OTHER_ID) {
      int place = place(to, word, from.u48(row + STAMP_AT), arrival(from, row));
      if (place >= 0) {
        put(to, place, value(from, row));
        trim(to, word, names);
      }
    }
  }

  /** The preferred row of a key, −1 where there is none. */
  int winner(Packed profile, int key, Preference preference) {
    int winner = -1;
    int end = profile.end(section);
    for (int row = profile.start(section); row < end; row = next(profile, row)) {
      if (key(profile, row) == key && (winner < 0 || preference.prefers(profile, row, winner))) {
        winner = row;
      }
    }
    return winner;
  }

  /** The preferred row of each key, in the order of the keys. */
  SortedMap<String, Integer> winners(Packed profile, Preference preference, Names names) {
    SortedMap<String, Integer> winners = new TreeMap<>();
    int end = profile.end(section);
    for (int row = profile.start(section); row < end; row = next(profile, row)) {
      winners.merge(
          names.name(key(profile, row)),
          row,
          (held, other) -> preference.prefers(profile, other, held) ? other : held);
    }
    return winners;
  }

  /** The rows of a key. */
  List<Integer> rows(Packed profile, int key) {
    List<Integer> rows = new ArrayList<>();
    int end = profile.end(section);
    for (int row = profile.start(section); row < end; row = next(profile, row)) {
      if (key(profile, row) == key) {
        rows.add(row);
      }
    }
    return rows;
  }

  void collectNames(Packed profile, Set<Integer> names) {
    int end = profile.end(section);
    for (int row = profile.start(section); row < end; row = next(profile, row)) {
      names.add(key(profile, row));
    }
  }

  static long atMs(Packed profile, int row) {
    return Packed.ms(profile.u48(row + STAMP_AT));
  }

  static boolean isLater(Packed profile, int row, int other) {
    return profile.later(other + STAMP_AT, profile, row + STAMP_AT);
  }

  static Value value(Packed profile, int row) {
    int head = readHead(profile, row + HEAD_AT);
    Value.Kind kind = Value.Kind.of(head & ((1 << KIND_BITS) - 1));
    int at = row + HEAD_AT + head(head);
    return new Value(kind, profile.text(at, head >>> KIND_BITS));
  }

  static boolean isEmpty(Packed profile, int row) {
    return readHead(profile, row + HEAD_AT) >>> KIND_BITS == 0;
  }

  static String source(Packed profile, int row, Names names) {
    return names.name(Routes.source(profile, profile.i32(row) >>> Packed.NAME_BITS));
  }

  /** Drops the earliest row of a key that came by too many routes. */
  private void dropEarliest(Packed profile, int key) {
    int count = 0;
    int earliest = -1;
    int end = profile.end(section);
    for (int row = profile.start(section); row < end; row = next(profile, row)) {
      if (key(profile, row) == key) {
        count++;
        earliest = earliest < 0 || isLater(profile, earliest, row) ? row : earliest;
      }
    }
    if (count > ROUTES_PER_KEY_MAX) {
      remove(profile, earliest);
    }
  }

  private void dropLastKeys(Packed profile, Names names) {
    Set<Integer> held = new HashSet<>();
    collectNames(profile, held);
    while (held.size() > keysMax || profile.length(section) > bytesMax) {
      int last = names.last(held);
      held.remove(last);
      int row = profile.start(section);
      while (row < profile.end(section)) {
        if (key(profile, row) == last) {
          remove(profile, row);
        } else {
          row = next(profile, row);
        }
      }
    }
  }

  private void remove(Packed profile, int row) {
    profile.close(section, row, next(profile, row) - row);
  }

  static int key(Packed profile, int row) {
    return profile.i32(row) & Packed.NAME_MASK;
  }

  private static long arrival(Packed profile, int row) {
    return profile.i64(row + STAMP_AT + 6);
  }

  private static int next(Packed profile, int row) {
    int head = readHead(profile, row + HEAD_AT);
    return row + HEAD_AT + head(head) + (head >>> KIND_BITS);
  }

  /** Bytes that {@link #writeHead} takes: 7 bits in each. */
  private static int head(int head) {
    return head < 1 << 7 ? 1 : head < 1 << 14 ? 2 : 3;
  }

  private static void writeHead(Packed profile, int at, int head) {
    int last = head(head) - 1;
    for (int i = 0; i < last; i++) {
      profile.u8(at + i, head >>> (7 * i) & 0x7f | 0x80);
    }
    profile.u8(at + last, head >>> (7 * last) & 0x7f);
  }

  private static int readHead(Packed profile, int at) {
    int head = 0;
    for (int i = 0; ; i++) {
      int part = profile.u8(at + i);
      head |= (part & 0x7f) << (7 * i);
      if (part < 0x80) {
        return head;
      }
    }
  }
}
