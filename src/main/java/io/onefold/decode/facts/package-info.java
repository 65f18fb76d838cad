/**
 * What an event states beside the fact that it happened: attributes of a person, dealings with a
 * shop.
 *
 * <p><b>What.</b> {@link io.onefold.decode.facts.TraitsReader} turns traits into attributes under
 * the keys that profiles use. {@link io.onefold.decode.facts.ShopEvent} knows the shop events by
 * their names, {@link io.onefold.decode.facts.ShopProperties} reads their properties, {@link
 * io.onefold.decode.facts.CommerceReader} says what they mean. {@link
 * io.onefold.decode.facts.Decimals} reads numbers exactly.
 *
 * <p><b>Rules.</b> Money never passes through floating point. Traits that nobody foresaw are kept
 * under {@code custom.}, never refused. What cannot be read as money, a count or a currency is a
 * fault: a guess would be counted for ever.
 *
 * <p><b>Why.</b> Both are read only when an event's type and name ask for it, from the bytes that
 * the first walk over the body passed by.
 */
package io.onefold.decode.facts;
