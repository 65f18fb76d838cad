package io.onefold.decode.facts;

/**
 * A product in the properties of a shop event, as sent; absent parts are empty.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param path where it stands, {@code properties} or {@code properties.products[3]}
 */
record SentLine(
    String path, String productId, String name, String price, String currency, String quantity) {}
