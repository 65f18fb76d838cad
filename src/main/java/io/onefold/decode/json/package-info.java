/**
 * How single values are taken off a JSON text, and what is said when they are not as they should
 * be.
 *
 * <p><b>What.</b> {@link io.onefold.decode.json.Parsers} opens parsers with the bounds that hold
 * for every body, {@link io.onefold.decode.json.Tokens} takes values off them, {@link
 * io.onefold.decode.json.Iso8601} reads times, {@link io.onefold.decode.json.Section} remembers
 * where an object stands that may have to be read later. {@link io.onefold.decode.json.Fault} says
 * what is wrong.
 *
 * <p><b>Rules.</b> An absent text is empty, an absent time is {@link
 * io.onefold.decode.json.Iso8601#NONE}: on the wire, empty and missing mean the same. A value of
 * the wrong type is a fault that is noted, while reading goes on. No tree is built.
 *
 * <p><b>Why.</b> An event costs about as much as its JSON is read, so it is read once, and only
 * what is needed of it becomes an object.
 */
package io.onefold.decode.json;
