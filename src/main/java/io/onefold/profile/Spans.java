package io.onefold.profile;

import io.onefold.event.Limits;

/**
 * The visits of one device by one route: spans of event time that lie {@link Limits#VISIT_GAP_MS}
 * or more apart. An event widens a span, joins two, or begins one, so that the number of visits is
 * exact in any order of arrival.
 *
 * <pre>
 *   row: device 12 bits, route 12 bits │ settled? 1 bit, number of slots 7 bits │ slot │ slot …
 *   slot: from 6, to 6
 * </pre>
 *
 * <p>When there are too many, the oldest span is <em>settled</em>. Of settled visits only their
 * number and the time until which they reach are kept, in the place of the first slot. What
 * happened before that time is taken for a part of a visit that is counted already.
 *
 * <p><b>Threading.</b> Stateless.
 *
 * <p><b>Bounds.</b> {@link #SPANS_MAX} spans beside what is settled: exact, unless an event arrives
 * after 32 later visits of its device. Where two profiles, or two routes, have settled visits of
 * one device, the numbers are added: a settled visit with events by both counts twice.
 */
final class Spans {

  static final int SPANS_MAX = 32;

  private static final int HEAD_AT = 3;
  private static final int SLOTS_AT = 4;
  private static final int SLOT_BYTES = 12;
  private static final int TO_AT = 6;
  private static final int SETTLED = 0x80;
  private static final int ROUTE_MASK = (1 << Routes.ROUTE_BITS) - 1;

  private Spans() {}

  /** Adds a device and route without visits at the offset {@code row}. */
  static int insert(Packed profile, int row, int device, int route) {
    profile.open(Section.VISITS, row, SLOTS_AT);
    profile.u24(row, pair(device, route));
    return row;
  }

  static int device(Packed profile, int row) {
    return profile.u24(row) >>> Routes.ROUTE_BITS;
  }

  static int route(Packed profile, int row) {
    return profile.u24(row) & ROUTE_MASK;
  }

  static boolean isOf(Packed profile, int row, int device, int route) {
    return profile.u24(row) == pair(device, route);
  }

  static int bytes(Packed profile, int row) {
    return SLOTS_AT + slots(profile, row) * SLOT_BYTES;
  }

  static long visits(Packed profile, int row) {
    int slots = slots(profile, row);
    return isSettled(profile, row) ? profile.u48(row + SLOTS_AT) + slots - 1 : slots;
  }

  /** Takes in a span in which no gap is long enough to end a visit. */
  static void join(Packed profile, int row, long fromMs, long toMs) {
    if (isSettled(profile, row) && near(untilMs(profile, row), fromMs)) {
      reach(profile, row, toMs);
      return;
    }
    int end = row + bytes(profile, row);
    int slot = firstSpan(profile, row);
    while (slot < end && !near(profile.u48(slot + TO_AT), fromMs)) {
      slot += SLOT_BYTES;
    }
    if (slot == end || !near(toMs, profile.u48(slot))) {
      insertSlot(profile, row, slot);
      write(profile, slot, fromMs, toMs);
      settleOldest(profile, row);
    } else {
      widen(profile, slot, fromMs, toMs);
      joinFollowing(profile, row, slot);
    }
  }

  /** Everything about a row: settled visits, until when they reach, then from and to of spans. */
  static long[] read(Packed profile, int row) {
    int slot = firstSpan(profile, row);
    boolean settled = isSettled(profile, row);
    long[] spans = new long[2 + 2 * (slots(profile, row) - (settled ? 1 : 0))];
    spans[0] = settled ? profile.u48(row + SLOTS_AT) : 0;
    spans[1] = settled ? untilMs(profile, row) : 0;
    for (int i = 2; i < spans.length; i += 2, slot += SLOT_BYTES) {
      spans[i] = profile.u48(slot);
      spans[i + 1] = profile.u48(slot + TO_AT);
    }
    return spans;
  }

  /** Takes in what {@link #read} gave. */
  static void unite(Packed profile, int row, long[] spans) {
    if (spans[0] > 0) {
      settle(profile, row, spans[0], spans[1]);
    }
    for (int i = 2; i < spans.length; i += 2) {
      if (isSettled(profile, row) && spans[i + 1] <= untilMs(profile, row)) {
        addSettled(profile, row, 1);
      } else {
        join(profile, row, spans[i], spans[i + 1]);
      }
    }
  }

  /** Takes in settled visits; own spans that lie before {@code untilMs} are settled with them. */
  private static void settle(Packed profile, int row, long visits, long untilMs) {
    if (!isSettled(profile, row)) {
      insertSlot(profile, row, row + SLOTS_AT);
      profile.u8(row + HEAD_AT, profile.u8(row + HEAD_AT) | SETTLED);
    }
    addSettled(profile, row, visits);
    int slot = firstSpan(profile, row);
    while (slot < row + bytes(profile, row) && profile.u48(slot + TO_AT) <= untilMs) {
      remove(profile, row, slot);
      addSettled(profile, row, 1);
    }
    reach(profile, row, untilMs);
  }

  /** Extends the settled visits to {@code toMs}, and over the spans that this joins to them. */
  private static void reach(Packed profile, int row, long toMs) {
    long untilMs = Math.max(untilMs(profile, row), toMs);
    int slot = firstSpan(profile, row);
    while (slot < row + bytes(profile, row) && near(untilMs, profile.u48(slot))) {
      untilMs = Math.max(untilMs, profile.u48(slot + TO_AT));
      remove(profile, row, slot);
    }
    profile.u48(row + SLOTS_AT + TO_AT, untilMs);
  }

  private static void settleOldest(Packed profile, int row) {
    int oldest = firstSpan(profile, row);
    if ((row + bytes(profile, row) - oldest) / SLOT_BYTES <= SPANS_MAX) {
      return;
    }
    long untilMs = profile.u48(oldest + TO_AT);
    if (isSettled(profile, row)) {
      remove(profile, row, oldest);
    } else {
      profile.u8(row + HEAD_AT, profile.u8(row + HEAD_AT) | SETTLED);
      profile.u48(oldest, 0);
    }
    addSettled(profile, row, 1);
    profile.u48(row + SLOTS_AT + TO_AT, untilMs);
  }

  private static void joinFollowing(Packed profile, int row, int slot) {
    int next = slot + SLOT_BYTES;
    while (next < row + bytes(profile, row) && near(profile.u48(slot + TO_AT), profile.u48(next))) {
      widen(profile, slot, profile.u48(next), profile.u48(next + TO_AT));
      remove(profile, row, next);
    }
  }

  private static void widen(Packed profile, int slot, long fromMs, long toMs) {
    long from = Math.min(fromMs, profile.u48(slot));
    write(profile, slot, from, Math.max(toMs, profile.u48(slot + TO_AT)));
  }

  private static void write(Packed profile, int slot, long fromMs, long toMs) {
    profile.u48(slot, fromMs);
    profile.u48(slot + TO_AT, toMs);
  }

  private static void insertSlot(Packed profile, int row, int slot) {
    profile.open(Section.VISITS, slot, SLOT_BYTES);
    profile.u8(row + HEAD_AT, profile.u8(row + HEAD_AT) + 1);
  }

  private static void remove(Packed profile, int row, int slot) {
    profile.close(Section.VISITS, slot, SLOT_BYTES);
    profile.u8(row + HEAD_AT, profile.u8(row + HEAD_AT) - 1);
  }

  private static void addSettled(Packed profile, int row, long visits) {
    profile.u48(row + SLOTS_AT, profile.u48(row + SLOTS_AT) + visits);
  }

  private static long untilMs(Packed profile, int row) {
    return profile.u48(row + SLOTS_AT + TO_AT);
  }

  private static int firstSpan(Packed profile, int row) {
    return row + SLOTS_AT + (isSettled(profile, row) ? SLOT_BYTES : 0);
  }

  private static int slots(Packed profile, int row) {
    return profile.u8(row + HEAD_AT) & ~SETTLED;
  }

  private static boolean isSettled(Packed profile, int row) {
    return (profile.u8(row + HEAD_AT) & SETTLED) != 0;
  }

  private static int pair(int device, int route) {
    return device << Routes.ROUTE_BITS | route;
  }

  /** Whether less than the gap lies between an end and a later beginning. */
  private static boolean near(long endMs, long fromMs) {
    return fromMs - endMs < Limits.VISIT_GAP_MS;
  }
}
