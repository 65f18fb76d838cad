package io.onefold.profile;

import io.onefold.event.Limits;

/**
 * The visits of one device: spans of event time that lie {@link Limits#VISIT_GAP_MS} or more apart.
 * An event widens a span, joins two, or begins one, so that the number of visits is exact in any
 * order of arrival.
 *
 * <pre>device: route 2 │ settled? 1 bit, number of slots 7 bits │ slot: from 6, to 6 │ slot …</pre>
 *
 * <p>When there are too many, the oldest span is <em>settled</em>. Of settled visits only their
 * number and the time until which they reach are kept, in the place of the first slot. What
 * happened before that time is taken for a part of a visit that is counted already.
 *
 * <p><b>Threading.</b> Stateless.
 *
 * <p><b>Bounds.</b> {@link #SPANS_MAX} spans beside what is settled: exact, unless an event arrives
 * after 32 later visits of its device. Where both of two profiles have settled visits of one
 * device, the numbers are added.
 */
final class Spans {

  static final int SPANS_MAX = 32;

  private static final int HEAD_AT = 2;
  private static final int SLOTS_AT = 3;
  private static final int SLOT_BYTES = 12;
  private static final int TO_AT = 6;
  private static final int SETTLED = 0x80;

  private Spans() {}

  /** Adds a device without visits. */
  static int append(Packed profile, int route) {
    int device = profile.end(Section.VISITS);
    profile.open(Section.VISITS, device, SLOTS_AT);
    profile.u16(device, route);
    return device;
  }

  static int route(Packed profile, int device) {
    return profile.u16(device);
  }

  static int bytes(Packed profile, int device) {
    return SLOTS_AT + slots(profile, device) * SLOT_BYTES;
  }

  static long visits(Packed profile, int device) {
    int slots = slots(profile, device);
    return isSettled(profile, device) ? profile.u48(device + SLOTS_AT) + slots - 1 : slots;
  }

  /** Takes in a span in which no gap is long enough to end a visit. */
  static void join(Packed profile, int device, long fromMs, long toMs) {
    if (isSettled(profile, device) && near(untilMs(profile, device), fromMs)) {
      reach(profile, device, toMs);
      return;
    }
    int end = device + bytes(profile, device);
    int slot = firstSpan(profile, device);
    while (slot < end && !near(profile.u48(slot + TO_AT), fromMs)) {
      slot += SLOT_BYTES;
    }
    if (slot == end || !near(toMs, profile.u48(slot))) {
      insert(profile, device, slot);
      write(profile, slot, fromMs, toMs);
      settleOldest(profile, device);
    } else {
      widen(profile, slot, fromMs, toMs);
      joinFollowing(profile, device, slot);
    }
  }

  /**
   * Everything about a device: settled visits, until when they reach, then from and to of spans.
   */
  static long[] read(Packed profile, int device) {
    int slot = firstSpan(profile, device);
    boolean settled = isSettled(profile, device);
    long[] spans = new long[2 + 2 * (slots(profile, device) - (settled ? 1 : 0))];
    spans[0] = settled ? profile.u48(device + SLOTS_AT) : 0;
    spans[1] = settled ? untilMs(profile, device) : 0;
    for (int i = 2; i < spans.length; i += 2, slot += SLOT_BYTES) {
      spans[i] = profile.u48(slot);
      spans[i + 1] = profile.u48(slot + TO_AT);
    }
    return spans;
  }

  /** Takes in what {@link #read} gave. */
  static void unite(Packed profile, int device, long[] spans) {
    if (spans[0] > 0) {
      settle(profile, device, spans[0], spans[1]);
    }
    for (int i = 2; i < spans.length; i += 2) {
      if (isSettled(profile, device) && spans[i + 1] <= untilMs(profile, device)) {
        addSettled(profile, device, 1);
      } else {
        join(profile, device, spans[i], spans[i + 1]);
      }
    }
  }

  /** Takes in settled visits; own spans that lie before {@code untilMs} are settled with them. */
  private static void settle(Packed profile, int device, long visits, long untilMs) {
    if (!isSettled(profile, device)) {
      insert(profile, device, device + SLOTS_AT);
      profile.u8(device + HEAD_AT, profile.u8(device + HEAD_AT) | SETTLED);
    }
    addSettled(profile, device, visits);
    int slot = firstSpan(profile, device);
    while (slot < device + bytes(profile, device) && profile.u48(slot + TO_AT) <= untilMs) {
      remove(profile, device, slot);
      addSettled(profile, device, 1);
    }
    reach(profile, device, untilMs);
  }

  /** Extends the settled visits to {@code toMs}, and over the spans that this joins to them. */
  private static void reach(Packed profile, int device, long toMs) {
    long untilMs = Math.max(untilMs(profile, device), toMs);
    int slot = firstSpan(profile, device);
    while (slot < device + bytes(profile, device) && near(untilMs, profile.u48(slot))) {
      untilMs = Math.max(untilMs, profile.u48(slot + TO_AT));
      remove(profile, device, slot);
    }
    profile.u48(device + SLOTS_AT + TO_AT, untilMs);
  }

  private static void settleOldest(Packed profile, int device) {
    int oldest = firstSpan(profile, device);
    if ((device + bytes(profile, device) - oldest) / SLOT_BYTES <= SPANS_MAX) {
      return;
    }
    long untilMs = profile.u48(oldest + TO_AT);
    if (isSettled(profile, device)) {
      remove(profile, device, oldest);
    } else {
      profile.u8(device + HEAD_AT, profile.u8(device + HEAD_AT) | SETTLED);
      profile.u48(oldest, 0);
    }
    addSettled(profile, device, 1);
    profile.u48(device + SLOTS_AT + TO_AT, untilMs);
  }

  private static void joinFollowing(Packed profile, int device, int slot) {
    int next = slot + SLOT_BYTES;
    while (next < device + bytes(profile, device)
        && near(profile.u48(slot + TO_AT), profile.u48(next))) {
      widen(profile, slot, profile.u48(next), profile.u48(next + TO_AT));
      remove(profile, device, next);
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

  private static void insert(Packed profile, int device, int slot) {
    profile.open(Section.VISITS, slot, SLOT_BYTES);
    profile.u8(device + HEAD_AT, profile.u8(device + HEAD_AT) + 1);
  }

  private static void remove(Packed profile, int device, int slot) {
    profile.close(Section.VISITS, slot, SLOT_BYTES);
    profile.u8(device + HEAD_AT, profile.u8(device + HEAD_AT) - 1);
  }

  private static void addSettled(Packed profile, int device, long visits) {
    profile.u48(device + SLOTS_AT, profile.u48(device + SLOTS_AT) + visits);
  }

  private static long untilMs(Packed profile, int device) {
    return profile.u48(device + SLOTS_AT + TO_AT);
  }

  private static int firstSpan(Packed profile, int device) {
    return device + SLOTS_AT + (isSettled(profile, device) ? SLOT_BYTES : 0);
  }

  private static int slots(Packed profile, int device) {
    return profile.u8(device + HEAD_AT) & ~SETTLED;
  }

  private static boolean isSettled(Packed profile, int device) {
    return (profile.u8(device + HEAD_AT) & SETTLED) != 0;
  }

  /** Whether less than the gap lies between an end and a later beginning. */
  private static boolean near(long endMs, long fromMs) {
    return fromMs - endMs < Limits.VISIT_GAP_MS;
  }
}
