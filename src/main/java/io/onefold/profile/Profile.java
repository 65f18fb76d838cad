package io.onefold.profile;

import io.onefold.event.Commerce;
import io.onefold.event.Event;
import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
 * <p>Everything is kept by the route of its event, and summed up on read, so that {@link #part} can
 * give back exactly what some identifiers brought. Folding and absorbing commute, within the bounds
 * that each section names: {@link Routes}, {@link Ring}, {@link Metrics}, {@link Visits}, {@link
 * Attributes}, {@link Consents}, {@link Orders}, {@link Cart}. That an event is folded once is the
 * caller's to see to.
 *
 * <p><b>Threading.</b> Confined to its shard's thread.
 *
 * <p><b>Ownership.</b> The numbers of names in it are those of its shard's {@link Names}; whoever
 * moves a profile to another shard sends what {@link #freeze} writes.
 *
 * <p><b>Bounds.</b> About 1.1 KB for a customer with 3 identifiers, 8 attributes, 20 events and 2
 * orders, about 2 MB when every section is full. An event that brings no new name, route, device or
 * value allocates nothing.
 *
 * <p><b>Source.</b> State that only grows under a commutative, associative and idempotent union:
 * Shapiro, Preguiça, Baquero, Zawirski, "Conflict-free replicated data types", SSS 2011. The
 * counters are not idempotent, which is why an absorbed profile must be absorbed once.
 */
public final class Profile extends Packed {

  /** Header 12 and reference 4 of this object, header 16 of the array. */
  private static final int OBJECT_BYTES = 32;

  /** Buckets are numbered below this. */
  public static final int BUCKETS = 10_000;

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
    Routes.see(this, route, atMs, atMs);
    if (event.makesKnown()) {
      Routes.makeKnown(this, route);
    }
    Metrics.add(this, Translation.word(route, name), 1, names);
    visit(event, source, route, atMs);
    Ring.add(this, event, route, name);
    Attributes.fold(this, event, route, names);
    Consents.fold(this, event, route, names);
    trade(event, route);
  }

  /**
   * Takes over all that {@code loser} knows; it must be of the same account and the same
   * dictionary, and must not be absorbed twice. It is not changed.
   */
  public void absorb(Profile loser, Names names) {
    absorb(Translation.of(loser, this, IntUnaryOperator.identity()), names);
  }

  /**
   * Takes out of this profile all that came by these identifiers, each the route of its events (see
   * {@link Event#route}), and gives it back as a profile of the same account.
   *
   * <pre>
   *   events E ──fold, absorb──▶ P ──part(S)──▶ P = the events of E that S does not route
   *                                        └──▶ N = those that it does
   * </pre>
   *
   * <p>That is exact, whatever was folded and absorbed in whatever order before, as far as no bound
   * has dropped anything; what N says too, P keeps where P's own routes said it. Absorbing N again
   * gives the whole.
   *
   * <p>Two things did not come by a route. The personalization that was decided holds for both. Of
   * the decisions about orders, see {@link Orders}.
   */
  public Profile part(Set<Hash128> routes, Names names) {
    BitSet leaving = Routes.positions(this, routes);
    Profile part = create(accountId());
    part.absorb(Translation.leaving(this, part, leaving::get), names);
    Profile rest = create(accountId());
    rest.absorb(Translation.staying(this, rest, route -> !leaving.get(route)), names);
    become(rest);
    return part;
  }

  void absorb(Translation translation, Names names) {
    Profile loser = (Profile) translation.from();
    if (loser == this || loser.accountId() != accountId()) {
      throw new IllegalArgumentException("a profile absorbs another one of its own account");
    }
    loser.bucket().ifPresent(this::keepEarlier);
    Routes.absorb(translation);
    Metrics.absorb(translation, names);
    Visits.absorb(translation);
    Ring.absorb(translation);
    Attributes.ROWS.absorb(translation, names);
    Consents.ROWS.absorb(translation, names);
    Orders.absorb(translation);
    Cart.absorb(translation);
  }

  /**
   * Notes in which bucket the person is for personalization, such as a control group; the first
   * decision holds for life, and through merges the one that was made first.
   *
   * @param bucket 0 to 9,999
   * @param atMs when that was decided
   */
  public void decideBucket(int bucket, long atMs) {
    if (bucket < 0 || bucket >= BUCKETS) {
      throw new IllegalArgumentException("bucket " + bucket + ", allowed is 0 to 9999");
    }
    if (bucket().isEmpty()) {
      keepEarlier(new ProfileFacts.Bucket(bucket, atMs));
    }
  }

  /** The bucket that was decided, if any was. */
  public Optional<ProfileFacts.Bucket> bucket() {
    int held = u16(BUCKET_AT);
    return held == 0
        ? Optional.empty()
        : Optional.of(new ProfileFacts.Bucket(held - 1, ms(u48(DECIDED_AT))));
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

  /** What a reader sees where nothing is configured; assigns no numbers. */
  public ProfileFacts facts(Names names) {
    return facts(names, Survivorship.STANDARD);
  }

  /** What a reader sees when {@code survivorship} chooses; assigns no numbers. */
  public ProfileFacts facts(Names names, Survivorship survivorship) {
    Orders.Totals orders = Orders.totals(this);
    return new ProfileFacts(
        accountId(),
        known(),
        firstSeenMs(),
        lastSeenMs(),
        Attributes.facts(this, new Choice(survivorship, names)),
        new ProfileFacts.Metrics(
            eventCount(),
            orders.count(),
            orders.spendE4(),
            orders.currency(),
            orders.lastAtMs(),
            Visits.count(this),
            Metrics.events(this, names)),
        Consents.facts(this, new Choice(survivorship, names)),
        Cart.items(this),
        isAnonymised(names),
        bucket());
  }

  public int accountId() {
    return u16(ACCOUNT_AT);
  }

  /** Whether a source ever recorded who this is; unset only by {@link #part}. */
  public boolean known() {
    return Routes.known(this);
  }

  /** Earliest event time, 0 before the first event. */
  public long firstSeenMs() {
    return ms(Routes.firstHeldMs(this));
  }

  /** Latest event time, 0 before the first event. */
  public long lastSeenMs() {
    return ms(Routes.lastHeldMs(this));
  }

  public long eventCount() {
    return Metrics.total(this);
  }

  /** Whether no event was folded yet. */
  public boolean isEmpty() {
    return length(Section.METRICS) == 0;
  }

  /** The text of an attribute where nothing is configured, an empty string where there is none. */
  public String text(String attributeKey, Names names) {
    return text(attributeKey, names, Survivorship.STANDARD);
  }

  /**
   * The text of the attribute value that {@code survivorship} chooses, an empty string where there
   * is none; of a union its latest member.
   */
  public String text(String attributeKey, Names names, Survivorship survivorship) {
    int key = names.find(attributeKey);
    return key < 0 ? "" : Attributes.text(this, key, new Choice(survivorship, names));
  }

  /** Whether the person's data are to be anonymised: any way by which that was said suffices. */
  public boolean isAnonymised(Names names) {
    return Anonymity.isAskedFor(this, names);
  }

  /** Bytes that this profile takes on the heap, with headers of objects and slack. */
  public int heapBytes() {
    return OBJECT_BYTES + (capacity() + 7 & ~7);
  }

  private void keepEarlier(ProfileFacts.Bucket other) {
    int held = other.bucket() + 1;
    long atMs = heldMs(other.decidedAtMs());
    long heldAtMs = u48(DECIDED_AT);
    if (heldAtMs == 0 || atMs < heldAtMs || (atMs == heldAtMs && held < u16(BUCKET_AT))) {
      u16(BUCKET_AT, held);
      u48(DECIDED_AT, atMs);
    }
  }

  private void visit(Event event, int source, int route, long atMs) {
    List<Identifier> identifiers = event.identifiers();
    for (int i = 0; i < identifiers.size(); i++) {
      if (identifiers.get(i).type() == IdentifierType.ANONYMOUS_ID) {
        Visits.add(this, identifiers.get(i).hash(), source, route, atMs);
        return;
      }
    }
  }

  private void trade(Event event, int route) {
    switch (event.facts().commerce()) {
      case Commerce.None _, Commerce.Viewed _ -> {}
      case Commerce.CartAdd add -> Cart.add(this, add.line(), event, route);
      case Commerce.CartRemove remove -> Cart.remove(this, remove.line(), event, route);
      case Commerce.CartSet set -> Cart.set(this, set, event, route);
      case Commerce.Order order -> {
        Orders.fold(this, order, event, route);
        Cart.clear(this, event, route);
      }
      case Commerce.Refund refund -> Orders.fold(this, refund, route);
      case Commerce.Cancel cancel -> Orders.fold(this, cancel, route);
    }
  }
}
