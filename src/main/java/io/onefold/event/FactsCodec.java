package io.onefold.event;

import java.util.ArrayList;
import java.util.List;

/**
 * The form of {@link Facts} in bytes, a part of {@link EventCodec}'s.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class FactsCodec {

  private static final int NONE = 0;
  private static final int VIEWED = 1;
  private static final int CART_ADD = 2;
  private static final int CART_REMOVE = 3;
  private static final int CART_SET = 4;
  private static final int ORDER = 5;
  private static final int REFUND = 6;
  private static final int CANCEL = 7;

  private FactsCodec() {}

  static void write(Facts facts, PackedWriter out) {
    out.varint(facts.attributes().size());
    for (AttributeUpdate update : facts.attributes()) {
      out.string(update.key()).u8(update.value().kind().ordinal()).string(update.value().text());
    }
    out.varint(facts.consents().size());
    for (Consent consent : facts.consents()) {
      out.string(consent.purpose()).u8(consent.granted() ? 1 : 0);
    }
    write(facts.commerce(), out);
  }

  static Facts read(PackedReader in) {
    List<AttributeUpdate> attributes = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      attributes.add(
          new AttributeUpdate(in.string(), new Value(Value.Kind.of(in.u8()), in.string())));
    }
    List<Consent> consents = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      consents.add(new Consent(in.string(), in.u8() == 1));
    }
    Commerce commerce = readCommerce(in);
    return attributes.isEmpty() && consents.isEmpty() && commerce == Commerce.NONE
        ? Facts.NONE
        : new Facts(attributes, commerce, consents);
  }

  private static void write(Commerce commerce, PackedWriter out) {
    switch (commerce) {
      case Commerce.None() -> out.u8(NONE);
      case Commerce.Viewed(String productId) -> out.u8(VIEWED).string(productId);
      case Commerce.CartAdd(CartLine line) -> write(line, out.u8(CART_ADD));
      case Commerce.CartRemove(CartLine line) -> write(line, out.u8(CART_REMOVE));
      case Commerce.CartSet(List<CartLine> lines) -> {
        out.u8(CART_SET).varint(lines.size());
        lines.forEach(line -> write(line, out));
      }
      case Commerce.Order(String orderId, Money total) ->
          write(total, out.u8(ORDER).string(orderId));
      case Commerce.Refund(String orderId, long key, Money amount, boolean full) ->
          write(amount, out.u8(REFUND).string(orderId).i64(key).u8(full ? 1 : 0));
      case Commerce.Cancel(String orderId) -> out.u8(CANCEL).string(orderId);
    }
  }

  private static Commerce readCommerce(PackedReader in) {
    int tag = in.u8();
    return switch (tag) {
      case NONE -> Commerce.NONE;
      case VIEWED -> new Commerce.Viewed(in.string());
      case CART_ADD -> new Commerce.CartAdd(readLine(in));
      case CART_REMOVE -> new Commerce.CartRemove(readLine(in));
      case CART_SET -> new Commerce.CartSet(readLines(in));
      case ORDER -> new Commerce.Order(in.string(), readMoney(in));
      case REFUND -> readRefund(in);
      case CANCEL -> new Commerce.Cancel(in.string());
      default -> throw new IllegalArgumentException("unknown commerce form " + tag);
    };
  }

  private static Commerce.Refund readRefund(PackedReader in) {
    String orderId = in.string();
    long key = in.i64();
    boolean full = in.u8() == 1;
    return new Commerce.Refund(orderId, key, readMoney(in), full);
  }

  private static List<CartLine> readLines(PackedReader in) {
    List<CartLine> lines = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      lines.add(readLine(in));
    }
    return lines;
  }

  private static void write(CartLine line, PackedWriter out) {
    write(line.price(), out.string(line.productId()).string(line.name()).varint(line.quantity()));
  }

  private static CartLine readLine(PackedReader in) {
    String productId = in.string();
    String name = in.string();
    int quantity = in.count();
    return new CartLine(productId, name, readMoney(in), quantity);
  }

  private static void write(Money money, PackedWriter out) {
    out.zigzag(money.amountE4()).string(money.currency());
  }

  private static Money readMoney(PackedReader in) {
    return new Money(in.zigzag(), in.string());
  }
}
