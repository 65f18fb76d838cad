/**
 * What is true of one person: attributes, counts, orders, cart, consent and recent events.
 *
 * <p><b>What.</b> {@link io.onefold.profile.Profile} is a profile in memory, one packed array of
 * bytes ({@code Packed}) in sections ({@code Section}) that events are folded into in place; each
 * section has a class that knows its rows and its bounds. {@link io.onefold.profile.ProfileFacts}
 * is what a reader sees of it, {@link io.onefold.profile.IdentityFacts} what is known of its
 * identifiers and links.
 *
 * <p><b>Rules.</b> Folding and absorbing commute: the same events, in any order and divided over
 * any profiles that are then united, give the same facts. Ties go to the later (event time,
 * arrival). Everything is kept by route identifier, so that {@link io.onefold.profile.Profile#part}
 * gives back exactly what some of them brought. Which of several values holds is chosen on read, by
 * {@link io.onefold.profile.Survivorship}.
 *
 * <p><b>Why.</b> Objects and maps would take ten times the memory and long pauses with it; a packed
 * array that is changed in place takes neither.
 */
package io.onefold.profile;
