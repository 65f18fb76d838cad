package io.onefold.profile;

import io.onefold.event.CartLine;
import io.onefold.event.Commerce;
import io.onefold.event.Event;
import io.onefold.event.EventType;
import io.onefold.event.IdentifierType;
import io.onefold.event.Limits;
import io.onefold.event.Money;
import io.onefold.event.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Events from a seed, out of so few names, times, orders and products that they meet all the time.
 * Arrivals differ, as of events from which repetitions were taken out. Confined to one test.
 */
final class RandomEvents {

  /** Of how much of everything there is. */
  record Variety(int names, int keys, int devices, int products, long spanMs) {}

  static final Variety FEW = new Variety(6, 5, 3, 4, 6 * Limits.VISIT_GAP_MS);

  private static final String[] TEXTS = {
    "", "a", "Ann", "Zoë", "日本", "👍🏽", "x\uD800y", "long ".repeat(9)
  };
  private static final String[] CURRENCIES = {"EUR", "EUR", "USD", ""};

  private final Random random;
  private final Variety variety;

  RandomEvents(Random random, Variety variety) {
    this.random = random;
    this.variety = variety;
  }

  List<Event> list(int count) {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(next());
    }
    return events;
  }

  Event next() {
    long step = Limits.VISIT_GAP_MS / 3;
    long jitter = random.nextInt(3) - 1;
    long atMs = 1_750_000_000_000L + random.nextLong(1 + variety.spanMs() / step) * step + jitter;
    EventDraft draft = EventDraft.at(atMs, random.nextLong());
    identify(draft);
    draft.from(random.nextInt(4) == 0 ? "shop" : "tracking");
    draft.type(EventType.of(random.nextInt(4)), "name " + random.nextInt(variety.names()));
    for (int i = random.nextInt(3); i > 0; i--) {
      draft.attribute("custom.k" + (random.nextInt(variety.keys()) * 3 + i), value());
    }
    if (random.nextInt(4) == 0) {
      draft.consent("purpose " + random.nextInt(3), random.nextBoolean());
    }
    return draft.commerce(commerce()).event();
  }

  private void identify(EventDraft draft) {
    if (random.nextInt(3) > 0) {
      draft.by(IdentifierType.ANONYMOUS_ID, random.nextInt(variety.devices()));
    }
    if (random.nextInt(2) == 0) {
      draft.by(IdentifierType.EMAIL, random.nextInt(2));
    }
    if (random.nextInt(4) == 0) {
      draft.by(IdentifierType.CUSTOMER_ID, 0);
    }
    draft.by(IdentifierType.ORDER_ID, random.nextInt(3));
  }

  private Value value() {
    Value.Kind kind = Value.Kind.of(random.nextInt(4));
    return new Value(kind, TEXTS[random.nextInt(TEXTS.length)]);
  }

  private Commerce commerce() {
    return switch (random.nextInt(12)) {
      case 0 -> new Commerce.Viewed(product());
      case 1, 2 -> new Commerce.CartAdd(line());
      case 3 -> new Commerce.CartRemove(line());
      case 4 -> new Commerce.CartSet(List.of(line(), line()));
      case 5, 6 -> new Commerce.Order(order(), money());
      case 7 -> new Commerce.Refund(order(), random.nextInt(4), money(), false);
      case 8 ->
          random.nextInt(3) == 0
              ? new Commerce.Refund(order(), random.nextInt(4), new Money(0, ""), true)
              : new Commerce.Cancel(order());
      default -> Commerce.NONE;
    };
  }

  private CartLine line() {
    String name = TEXTS[random.nextInt(TEXTS.length - 1)].replace('\uD800', '-');
    return new CartLine(product(), name, money(), random.nextInt(4));
  }

  private Money money() {
    long amountE4 = random.nextInt(6) * 10_000L;
    return new Money(amountE4, CURRENCIES[random.nextInt(CURRENCIES.length)]);
  }

  private String product() {
    return "product " + random.nextInt(variety.products());
  }

  private String order() {
    return "order " + random.nextInt(5);
  }
}
