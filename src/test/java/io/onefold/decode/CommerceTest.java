package io.onefold.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.CartLine;
import io.onefold.event.Commerce;
import io.onefold.event.Event;
import io.onefold.event.Money;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommerceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'order_id':'o1','total':19.95,'currency':'usd'|o1|199500|USD",
        "'order_id':'o1','total':'19.95'|o1|199500|EUR",
        "'order_id':' o1 ','total':' 20 '|o1|200000|EUR",
        "'order_id':1001,'total':0.1|1001|1000|EUR",
        "'orderId':'o2','revenue':5|o2|50000|EUR",
        "'orderNumber':'o3','value':5|o3|50000|EUR",
        "'order_id':'','orderId':null,'orderNumber':'o3'|o3|0|EUR",
        "'order_id':'o1','total':null,'revenue':'','value':7|o1|70000|EUR",
        "'order_id':'o1','total':8,'revenue':'bad'|o1|80000|EUR",
        "'order_id':'o1','total':1e3|o1|10000000|EUR",
        "'order_id':'o1','total':0.00005|o1|1|EUR",
        "'order_id':'o1','total':0.1,'currency':null|o1|1000|EUR",
        "'order_id':'o1','total':1000000000000|o1|10000000000000000|EUR",
        "'order_id':'o1','total':1e-300|o1|0|EUR",
      })
  void decode_orderCompleted_isOrder(
      String properties, String orderId, long amountE4, String currency) {
    Event event = track("Order Completed", properties);
    assertThat(event.facts().commerce())
        .isEqualTo(new Commerce.Order(orderId, new Money(amountE4, currency)));
    assertThat(Wire.who(event)).containsExactly("customer_id:u1", "order_id:" + orderId);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'order_id':'o1','total':'much'|wrong_type|properties.total",
        "'order_id':'o1','total':{}|wrong_type|properties.total",
        "'order_id':'o1','total':true|wrong_type|properties.total",
        "'order_id':'o1','total':-5|wrong_type|properties.total",
        "'order_id':'o1','revenue':'-0.01'|wrong_type|properties.revenue",
        "'order_id':'o1','total':'1,50'|wrong_type|properties.total",
        "'order_id':'o1','total':1e999999|wrong_type|properties.total",
        "'order_id':'o1','total':1000000000001|wrong_type|properties.total",
        "'order_id':'o1','revenue':'much'|wrong_type|properties.revenue",
        "'order_id':'o1','value':'much'|wrong_type|properties.value",
        "'order_id':'o1','total':1,'currency':'euro'|wrong_type|properties.currency",
        "'order_id':'o1','total':1,'currency':{}|wrong_type|properties.currency",
        "'order_id':{},'total':1|wrong_type|properties.order_id",
        "'total':1|order_id_missing|properties.order_id",
        "'order_id':'undefined','total':1|order_id_missing|properties.order_id",
      })
  void decode_badOrder_isRejectedWithItsField(String properties, String code, String field) {
    Rejection rejection =
        Wire.rejection(
            "{'type':'track','userId':'u1','event':'Order Completed','properties':{"
                + properties
                + "}}");
    assertThat(rejection.code()).isEqualTo(code);
    assertThat(rejection.field()).isEqualTo(field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Order Cancelled", "order canceled", "ORDER CANCELLED"})
  void decode_orderCancelled_isCancelInAnyCase(String name) {
    assertThat(track(name, "'order_id':'o1'").facts().commerce())
        .isEqualTo(new Commerce.Cancel("o1"));
  }

  @Test
  void decode_refundWithAmount_isOfThatAmount() {
    Event event = track("Order Refunded", "'order_id':'o1','total':-5,'refund_id':'r1'");
    long key = Wire.HASHER.fingerprint(Wire.ORIGIN, "r1");
    assertThat(event.facts().commerce())
        .isEqualTo(new Commerce.Refund("o1", key, new Money(50_000, "EUR"), false));
  }

  @Test
  void decode_refundWithoutAmount_isOfTheWholeOrder() {
    Event event = track("Order Refunded", "'order_id':'o1'");
    assertThat(event.facts().commerce())
        .isEqualTo(new Commerce.Refund("o1", event.id().fingerprint(), new Money(0, "EUR"), true));
  }

  @Test
  void decode_refundOfProducts_isOfTheirPrices() {
    Event event =
        track(
            "Order Refunded",
            "'order_id':'o1','products':[{'sku':'a','price':'2.50','quantity':2},{'price':1}]");
    assertThat(event.facts().commerce())
        .isEqualTo(
            new Commerce.Refund("o1", event.id().fingerprint(), new Money(60_000, "EUR"), false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'product_id':'p1'|p1|\"\"|0|1",
        "'product_id':7,'name':'Shoe','price':'9.50','quantity':2|7|Shoe|95000|2",
        "'productId':'p1','sku':'s1'|p1|\"\"|0|1",
        "'sku':'s1','quantity':'3'|s1|\"\"|0|3",
        "'product_id':'p1','price':'\u20ac 5','quantity':2.0|p1|\"\"|0|2",
        "'product_id':'p1','quantity':0|p1|\"\"|0|0",
      })
  void decode_productAdded_isCartLine(
      String properties, String id, String name, long priceE4, int quantity) {
    Money price = priceE4 == 0 ? CartLine.NO_PRICE : new Money(priceE4, "EUR");
    CartLine line = new CartLine(id, name, price, quantity);
    assertThat(track("Product Added", properties).facts().commerce())
        .isEqualTo(new Commerce.CartAdd(line));
    assertThat(track("product removed", properties).facts().commerce())
        .isEqualTo(new Commerce.CartRemove(line));
    assertThat(track("Product Viewed", properties).facts().commerce())
        .isEqualTo(new Commerce.Viewed(id));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"'quantity':-1", "'quantity':1.5", "'quantity':1000001", "'quantity':'x'"})
  void decode_badQuantity_isRejected(String quantity) {
    Rejection rejection =
        Wire.rejection(
            "{'type':'track','userId':'u1','event':'Product Added','properties':{'sku':'s1',"
                + quantity
                + "}}");
    assertThat(rejection.code()).isEqualTo("wrong_type");
    assertThat(rejection.field()).isEqualTo("properties.quantity");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Product Viewed", "Product Added", "Product Removed", "Something Else"})
  void decode_productWithoutId_meansNothingToTheShop(String name) {
    assertThat(track(name, "'name':'Shoe','price':[],'currency':{}").facts().commerce())
        .isEqualTo(Commerce.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Cart Updated", "Cart Viewed"})
  void decode_cartWithProducts_isWhatTheCartHolds(String name) {
    Event event =
        track(
            name,
            "'currency':'SEK','products':[{'sku':'a','price':1},5,{'name':'no id'},"
                + "{'product_id':'b','quantity':2}]");
    assertThat(event.facts().commerce())
        .isEqualTo(
            new Commerce.CartSet(
                List.of(
                    new CartLine("a", "", new Money(10_000, "SEK"), 1),
                    new CartLine("b", "", CartLine.NO_PRICE, 2))));
    assertThat(track(name, "'products':[]").facts().commerce())
        .isEqualTo(new Commerce.CartSet(List.of()));
    assertThat(track(name, "'a':1").facts().commerce()).isEqualTo(Commerce.NONE);
    assertThat(track(name, "'products':'none'").facts().commerce()).isEqualTo(Commerce.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'price':2,'currency':'nok'|20000|NOK",
        "'price':0|0|SEK",
        "'price':2,'currency':'crown'|20000|SEK",
        "'price':2,'currency':null|20000|SEK",
        "'currency':'NOK'|0|\"\"",
      })
  void decode_productOfACart_hasItsOwnCurrencyOrTheEvents(
      String product, long priceE4, String currency) {
    String properties = "'currency':'SEK','products':[{'sku':'a'," + product + "}]";
    CartLine line = new CartLine("a", "", new Money(priceE4, currency), 1);
    assertThat(track("Cart Viewed", properties).facts().commerce())
        .isEqualTo(new Commerce.CartSet(List.of(line)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Cart Cleared", "cart emptied"})
  void decode_cartCleared_emptiesTheCart(String name) {
    assertThat(track(name, "'products':[{'sku':'a'}]").facts().commerce())
        .isEqualTo(new Commerce.CartSet(List.of()));
  }

  @Test
  void decode_tooManyProducts_isRejected() {
    String products = "{'sku':'a'},".repeat(500) + "{'sku':'a'}";
    Rejection rejection =
        Wire.rejection(
            "{'type':'track','userId':'u1','event':'Cart Updated','properties':{'products':["
                + products
                + "]}}");
    assertThat(rejection.code()).isEqualTo("too_many_values");
    assertThat(rejection.field()).isEqualTo("properties.products");
  }

  @Test
  void decode_orderOfManyProducts_isCounted() {
    String products = "{'sku':'a'},".repeat(600) + "{'sku':'a'}";
    Event event = track("Order Completed", "'order_id':'o1','products':[" + products + "]");
    assertThat(event.facts().commerce()).isInstanceOf(Commerce.Order.class);
  }

  @Test
  void decode_orderEventOfOtherType_meansNothing() {
    Event event =
        Wire.event(
            "{'type':'page','name':'Order Completed','userId':'u1','properties':{'order_id':'o'}}");
    assertThat(event.facts().commerce()).isEqualTo(Commerce.NONE);
  }

  private static Event track(String name, String properties) {
    return Wire.event(
        "{'type':'track','userId':'u1','event':'" + name + "','properties':{" + properties + "}}");
  }
}
