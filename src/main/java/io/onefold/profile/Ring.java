package io.onefold.profile;

import io.onefold.event.Commerce;
import io.onefold.event.Event;
import io.onefold.event.EventType;
import io.onefold.event.Limits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The {@link Limits#RING_EVENTS} events with the latest stamps, for rules and recommendations.
 *
 * <pre>slot: time 6 │ type and route 2 │ arrival 8 │ hash of the product 8 │ name 3</pre>
 *
 * <p>The slots are in no order: a later event takes the place of the earliest one, and nothing
 * moves. "The latest ones" does not depend on the order of arrival, so rings are united by offering
 * the events of one to the other. Of a profile that is parted, each part has those events of the
 * ring that are its own; what they had pushed out before does not come back.
 *
 * <p><b>Threading.</b> Stateless.
 *
 * <p><b>Bounds.</b> 20 × 27 bytes = 540; it grows by {@link #GROWTH_SLOTS} slots, since most
 * profiles are visitors of one page.
 */
final class Ring {

  /** An event of the ring, read. A {@code productHash} of 0 says that it is about no product. */
  record Recent(long atMs, long arrival, EventType type, String name, long productHash) {}

  static final int GROWTH_SLOTS = 4;

  private static final int SLOT_BYTES = 27;
  private static final int ARRIVAL_AT = 8;
  private static final int PRODUCT_AT = 16;
  private static final int NAME_AT = 24;
  private static final int TIME_SHIFT = 16;
  private static final int ROUTE_MASK = (1 << Routes.ROUTE_BITS) - 1;

  private Ring() {}

  static void add(Packed profile, Event event, int route, int name) {
    long atMs = Packed.heldMs(event);
    long arrival = event.time().arrival();
    int slot = slotFor(profile, atMs, arrival);
    if (slot >= 0) {
      profile.i64(slot, atMs << TIME_SHIFT | head(event.type().ordinal(), route));
      profile.i64(slot + ARRIVAL_AT, arrival);
      profile.i64(slot + PRODUCT_AT, product(event.facts().commerce()));
      profile.u24(slot + NAME_AT, name);
    }
  }

  static void absorb(Translation translation) {
    Packed from = translation.from();
    int end = from.end(Section.RING);
    for (int slot = from.start(Section.RING); slot < end; slot += SLOT_BYTES) {
      if (heldMs(from, slot) > 0 && translation.takes(route(from, slot))) {
        offer(translation, slot);
      }
    }
  }

  /** The events of the ring, latest first. */
  static List<Recent> recent(Packed profile, Names names) {
    List<Recent> events = new ArrayList<>();
    int end = profile.end(Section.RING);
    for (int slot = profile.start(Section.RING); slot < end; slot += SLOT_BYTES) {
      if (heldMs(profile, slot) > 0) {
        events.add(read(profile, slot, names));
      }
    }
    events.sort(
        Comparator.comparingLong(Recent::atMs)
            .thenComparing(Recent::arrival, Long::compareUnsigned)
            .reversed());
    return events;
  }

  static void collectNames(Packed profile, Set<Integer> names) {
    int end = profile.end(Section.RING);
    for (int slot = profile.start(Section.RING); slot < end; slot += SLOT_BYTES) {
      names.add(profile.u24(slot + NAME_AT));
    }
  }

  private static void offer(Translation translation, int source) {
    Packed from = translation.from();
    Packed to = translation.to();
    int head = (int) from.i64(source) & 0xffff;
    int route = translation.route(head & ROUTE_MASK);
    int name = translation.name(from.u24(source + NAME_AT));
    int slot = slotFor(to, heldMs(from, source), from.i64(source + ARRIVAL_AT));
    if (slot >= 0) {
      to.copy(from, source, slot, SLOT_BYTES);
      to.u16(slot + 6, head(head >>> Routes.ROUTE_BITS, route));
      to.u24(slot + NAME_AT, name);
    }
  }

  /** The slot that an event with this stamp may take; −1 when all the others are later. */
  private static int slotFor(Packed profile, long atMs, long arrival) {
    int start = profile.start(Section.RING);
    int end = profile.end(Section.RING);
    int earliest = earliest(profile, start, end);
    boolean full = earliest < 0 || heldMs(profile, earliest) > 0;
    if (full && end - start < Limits.RING_EVENTS * SLOT_BYTES) {
      int slots = Math.min(GROWTH_SLOTS, Limits.RING_EVENTS - (end - start) / SLOT_BYTES);
      profile.open(Section.RING, end, slots * SLOT_BYTES);
      return end;
    }
    long heldMs = heldMs(profile, earliest);
    boolean later =
        atMs > heldMs
            || (atMs == heldMs
                && Long.compareUnsigned(arrival, profile.i64(earliest + ARRIVAL_AT)) > 0);
    return later ? earliest : -1;
  }

  /** An empty slot, if there is one: its time is 0. */
  private static int earliest(Packed profile, int start, int end) {
    int earliest = -1;
    long earliestMs = Long.MAX_VALUE;
    for (int slot = start; slot < end; slot += SLOT_BYTES) {
      long atMs = heldMs(profile, slot);
      if (atMs < earliestMs || (atMs == earliestMs && precedes(profile, slot, earliest))) {
        earliest = slot;
        earliestMs = atMs;
      }
    }
    return earliest;
  }

  private static boolean precedes(Packed profile, int slot, int other) {
    return Long.compareUnsigned(profile.i64(slot + ARRIVAL_AT), profile.i64(other + ARRIVAL_AT))
        < 0;
  }

  private static Recent read(Packed profile, int slot, Names names) {
    int head = (int) profile.i64(slot) & 0xffff;
    return new Recent(
        Packed.ms(heldMs(profile, slot)),
        profile.i64(slot + ARRIVAL_AT),
        EventType.of(head >>> Routes.ROUTE_BITS),
        names.name(profile.u24(slot + NAME_AT)),
        profile.i64(slot + PRODUCT_AT));
  }

  private static long product(Commerce commerce) {
    return switch (commerce) {
      case Commerce.Viewed viewed -> Text.hash(viewed.productId());
      case Commerce.CartAdd add -> Text.hash(add.line().productId());
      case Commerce.CartRemove remove -> Text.hash(remove.line().productId());
      case Commerce.None _,
          Commerce.CartSet _,
          Commerce.Order _,
          Commerce.Refund _,
          Commerce.Cancel _ ->
          0;
    };
  }

  private static int head(int type, int route) {
    return type << Routes.ROUTE_BITS | route;
  }

  private static int route(Packed profile, int slot) {
    return (int) profile.i64(slot) & ROUTE_MASK;
  }

  private static long heldMs(Packed profile, int slot) {
    return profile.i64(slot) >>> TIME_SHIFT;
  }
}
