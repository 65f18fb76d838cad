package io.onefold.profile;

import io.onefold.event.Commerce;
import io.onefold.event.Event;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * What is true of one person, as one packed array that events are folded into in place. Derived: it
 * is the fold of the person's events, which the journal and the history pages hold.
 *
 * <pre>
 *   events of tablet ──fold──▶ profile A ─┐
 *                                         ├─absorb──▶ A   = all events folded into one profile,
 *   events of phone  ──fold──▶ profile B ─┘                 in any order
 * </pre>
 *
 * <p>Folding and absorbing commute, within the bounds that each section names: {@link Routes},
 * {@link Ring}, {@link Metrics}, {@link Visits}, {@link Attributes}, {@link Consents}, {@link
 * Orders}, {@link Cart}. That an event is folded once is the caller's to see to.
 *
 * <p><b>Threading.</b> Confined to its shard's thread.
 *
 * <p><b>Ownership.</b> The numbers of names in it are those of its shard's {@link Names}; whoever
 * moves a profile to another shard sends what {@link #freeze} writes.
 *
 * <p><b>Bounds.</b> About 1 KB for a customer with 3 identifiers, 8 attributes, 20 events and 2
 * orders, about 2 MB when every section is full. An event that brings no new name, route, device or
 * value allocates nothing.
 *
 * <p><b>Source.</b> State that only grows under a commutative, associative and idempotent union:
 * Shapiro, Preguiça, Baquero, Zawirski, "Conflict-free replicated data types", SSS 2011. The
 * counters are not idempotent, which is why an absorbed profile must be absorbed once.
 */
public final class Profile extends Packed {

  private static final int KNOWN = 1;

  /** Header 12 and reference 4 of this object, header 16 of the array. */
  private static final int OBJECT_BYTES = 32;

  private static final long EVENTS_MAX = (1L << 48) - 1;

  private Profile() {}

  private Profile(byte[] packed) {
    super(packed);
  }

  /** A profile without events. */
  public static Profile create(int accountId) {
    Profile profile = new Profile();
    profile.u16(ACCOUNT_AT, accountId);
    return profile;
  }

  /**
   * The profile that {@link #writeTo} wrote. The array is its own from now on.
   *
   * @throws IllegalArgumentException if the array is of another version, or cut off
   */
  public static Profile of(byte[] packed) {
    return new Profile(packed);
  }

  /** Takes in an event, which must not have been folded into this profile or an absorbed one. */
  public void fold(Event event, Names names) {
    int source = names.idOf(event.origin().source());
    int route = Routes.of(this, event.route().hash(), source);
    int name = names.idOf(event.countedAs(), accountId());
    long atMs = heldMs(event);
    see(atMs, atMs, 1);
    Metrics.add(this, Translation.word(route, name), 1, names);
    visit(event, source, atMs);
    Ring.add(this, event, route, name);
    if (event.makesKnown()) {
      u8(FLAGS_AT, u8(FLAGS_AT) | KNOWN);
    }
    Attributes.fold(this, event, route, names);
    Consents.fold(this, event, route, names);
    trade(event);
  }

  /**
   * Takes over all that {@code loser} knows; it must be of the same account and the same
   * dictionary, and must not be absorbed twice. It is not changed.
   */
  public void absorb(Profile loser, Names names) {
    absorb(new Translation(loser, this, IntUnaryOperator.identity()), names);
  }

  void absorb(Translation translation, Names names) {
    Profile loser = (Profile) translation.from();
    if (loser == this || loser.accountId() != accountId()) {
      throw new IllegalArgumentException("a profile absorbs another one of its own account");
    }
    if (loser.eventCount() > 0) {
      see(loser.u48(FIRST_SEEN_AT), loser.u48(LAST_SEEN_AT), loser.eventCount());
    }
    u8(FLAGS_AT, u8(FLAGS_AT) | loser.u8(FLAGS_AT));
    Metrics.absorb(translation, names);
    Visits.absorb(translation);
    Ring.absorb(translation);
    Attributes.ROWS.absorb(translation, names);
    Consents.ROWS.absorb(translation, names);
    Orders.absorb(translation);
    Cart.absorb(translation);
  }

  /**
   * Notes that the order belongs to another profile: it counts there, not here, also when it is
   * folded or absorbed later on. Only {@link #ownOrder}, or absorbing the profile that owns it,
   * makes it count here again.
   */
  public void disownOrder(String orderId) {
    Orders.decide(this, orderId, Orders.DISOWNED);
  }

  /**
   * Notes that the order was granted to this profile. An order that nobody has decided about counts
   * too, but only a grant outweighs that a profile absorbed later has disowned the order.
   */
  public void ownOrder(String orderId) {
    Orders.decide(this, orderId, Orders.OWNED);
  }

  /** Appends the form that any shard can read with {@link #thaw}. */
  public void freeze(Names names, PackedWriter out) {
    Portable.write(this, names, out);
  }

  /** The profile that {@link #freeze} wrote on another shard, in this shard's dictionary. */
  public static Profile thaw(PackedReader in, Names names) {
    return Portable.read(in, names);
  }

  /** What a reader sees; assigns no numbers. */
  public ProfileFacts facts(Names names) {
    Orders.Totals orders = Orders.totals(this);
    return new ProfileFacts(
        accountId(),
        known(),
        firstSeenMs(),
        lastSeenMs(),
        Attributes.facts(this, names),
        new ProfileFacts.Metrics(
            eventCount(),
            orders.count(),
            orders.spendE4(),
            orders.currency(),
            orders.lastAtMs(),
            Visits.count(this),
            Metrics.events(this, names)),
        Consents.facts(this, names),
        Cart.items(this));
  }

  public int accountId() {
    return u16(ACCOUNT_AT);
  }

  /** Whether a source ever recorded who this is; never unset. */
  public boolean known() {
    return (u8(FLAGS_AT) & KNOWN) != 0;
  }

  /** Earliest event time, 0 before the first event. */
  public long firstSeenMs() {
    return ms(u48(FIRST_SEEN_AT));
  }

  /** Latest event time, 0 before the first event. */
  public long lastSeenMs() {
    return ms(u48(LAST_SEEN_AT));
  }

  public long eventCount() {
    return u48(EVENTS_AT);
  }

  /** The text of the winning value of an attribute, an empty string where there is none. */
  public String text(String attributeKey, Names names) {
    int key = names.find(attributeKey);
    return key < 0 ? "" : Attributes.text(this, key);
  }

  /** Bytes that this profile takes on the heap, with headers of objects and slack. */
  public int heapBytes() {
    return OBJECT_BYTES + (capacity() + 7 & ~7);
  }

  private void see(long fromHeldMs, long toHeldMs, long events) {
    boolean first = eventCount() == 0;
    u48(FIRST_SEEN_AT, first ? fromHeldMs : Math.min(fromHeldMs, u48(FIRST_SEEN_AT)));
    u48(LAST_SEEN_AT, Math.max(toHeldMs, u48(LAST_SEEN_AT)));
    u48(EVENTS_AT, Math.min(eventCount() + events, EVENTS_MAX));
  }

  private void visit(Event event, int source, long atMs) {
    List<Identifier> identifiers = event.identifiers();
    for (int i = 0; i < identifiers.size(); i++) {
      if (identifiers.get(i).type() == IdentifierType.ANONYMOUS_ID) {
        Visits.add(this, identifiers.get(i).hash(), source, atMs);
        return;
      }
    }
  }

  private void trade(Event event) {
    switch (event.facts().commerce()) {
      case Commerce.None _, Commerce.Viewed _ -> {}
      case Commerce.CartAdd add -> Cart.add(this, add.line(), event);
      case Commerce.CartRemove remove -> Cart.remove(this, remove.line(), event);
      case Commerce.CartSet set -> Cart.set(this, set, event);
      case Commerce.Order order -> {
        Orders.fold(this, order, event);
        Cart.clear(this, event);
      }
      case Commerce.Refund refund -> Orders.fold(this, refund);
      case Commerce.Cancel cancel -> Orders.fold(this, cancel);
    }
  }

  /** Replaced. */
  public Profile part(java.util.Set<io.onefold.event.Hash128> routes, Names names) {
    return create(accountId());
  }

  /** Replaced. */
  public void decideBucket(int bucket, long atMs) {}
}
