package io.onefold.profile;

import io.onefold.event.CartLine;
import io.onefold.event.Commerce;
import io.onefold.event.Event;
import io.onefold.event.Money;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Orders and cart of {@link PlainProfile}. Confined to one test. */
final class PlainShop {

  private record Placed(Event event, Money total) {}

  private record Operation(Event event, CartLine line, int quantity) {}

  /** By stamp. */
  private final List<Event> events;

  private final Map<String, Placed> counting = new HashMap<>();

  PlainShop(List<Event> events, Map<String, Boolean> owned) {
    this.events = events;
    for (Event event : events) {
      if (event.facts().commerce() instanceof Commerce.Order(String id, Money total)
          && owned.getOrDefault(id, true)) {
        counting.put(id, new Placed(event, total));
      }
    }
    for (Event event : events) {
      if (event.facts().commerce() instanceof Commerce.Cancel(String id)) {
        counting.remove(id);
      }
    }
  }

  long orderCount() {
    return counting.size();
  }

  long lastOrderAtMs() {
    return counting.values().stream()
        .mapToLong(placed -> placed.event().time().atMs())
        .max()
        .orElse(0);
  }

  Map<String, Long> spendE4() {
    TreeMap<String, Long> spendE4 = new TreeMap<>();
    counting.forEach(
        (id, placed) ->
            spendE4.merge(placed.total().currency(), netE4(id, placed.total()), Long::sum));
    return spendE4;
  }

  String currency() {
    return counting.values().stream()
        .min(Comparator.comparing(Placed::event, PlainProfile.BY_STAMP))
        .map(placed -> placed.total().currency())
        .orElse("");
  }

  private long netE4(String order, Money total) {
    Map<Long, Money> refunds = new HashMap<>();
    for (Event event : events) {
      if (event.facts().commerce() instanceof Commerce.Refund refund
          && refund.orderId().equals(order)) {
        if (refund.full()) {
          return 0;
        }
        refunds.merge(refund.refundKey(), refund.amount(), PlainShop::higher);
      }
    }
    long refundedE4 =
        refunds.values().stream()
            .filter(money -> comparable(money.currency(), total.currency()))
            .mapToLong(Money::amountE4)
            .sum();
    return Math.max(0, total.amountE4() - refundedE4);
  }

  private static Money higher(Money one, Money other) {
    if (one.amountE4() == other.amountE4()) {
      return one.currency().compareTo(other.currency()) > 0 ? one : other;
    }
    return one.amountE4() > other.amountE4() ? one : other;
  }

  private static boolean comparable(String currency, String other) {
    return currency.isEmpty() || other.isEmpty() || currency.equals(other);
  }

  List<ProfileFacts.CartItem> cart() {
    List<Operation> operations = operations();
    int dropped = Math.max(0, operations.size() - Cart.OPERATIONS_MAX);
    Map<String, ProfileFacts.CartItem> items = new LinkedHashMap<>();
    for (Operation operation : operations.subList(dropped, operations.size())) {
      CartLine line = operation.line();
      ProfileFacts.CartItem held =
          items.getOrDefault(
              line.productId(),
              new ProfileFacts.CartItem(line.productId(), line.name(), line.price(), 0));
      items.put(
          line.productId(),
          new ProfileFacts.CartItem(
              line.productId(),
              line.name().isEmpty() ? held.name() : line.name(),
              line.price().equals(CartLine.NO_PRICE) ? held.price() : line.price(),
              Math.max(0, held.quantity() + operation.quantity())));
    }
    return items.values().stream().filter(item -> item.quantity() > 0).toList();
  }

  /** What stands from the last clearing on, its own lines included, in the order of stamps. */
  private List<Operation> operations() {
    Event clearing =
        events.stream().filter(event -> clears(event.facts().commerce())).reduce(null, (_, e) -> e);
    List<Operation> operations = new ArrayList<>();
    for (Event event : events) {
      if (clearing == null || PlainProfile.BY_STAMP.compare(event, clearing) >= 0) {
        operations.addAll(operations(event));
      }
    }
    operations.removeIf(operation -> operation.quantity() == 0);
    return operations;
  }

  private static boolean clears(Commerce commerce) {
    return commerce instanceof Commerce.CartSet || commerce instanceof Commerce.Order;
  }

  private static List<Operation> operations(Event event) {
    return switch (event.facts().commerce()) {
      case Commerce.CartAdd(CartLine line) -> List.of(new Operation(event, line, line.quantity()));
      case Commerce.CartRemove(CartLine line) ->
          List.of(new Operation(event, line, -line.quantity()));
      case Commerce.CartSet(List<CartLine> lines) ->
          lines.stream().map(line -> new Operation(event, line, line.quantity())).toList();
      case Commerce.None _,
          Commerce.Viewed _,
          Commerce.Order _,
          Commerce.Refund _,
          Commerce.Cancel _ ->
          List.of();
    };
  }
}
