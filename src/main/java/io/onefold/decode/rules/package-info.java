/**
 * The rules of the wire: what was sent becomes an event, or is refused with the reason.
 *
 * <p><b>What.</b> {@link io.onefold.decode.rules.Assembler} makes one event of what was sent,
 * against a {@link io.onefold.decode.rules.RequestContext}: it settles type, name and message id
 * itself, and has the clock corrected, people found and facts read.
 *
 * <p><b>Rules.</b> Each event is judged by itself; the first fault found is the one reported. What
 * a batch says of all its events holds for each as the weakest voice: the event's own word wins.
 *
 * <p><b>Why.</b> The wire has grown over years in many libraries, and leaves open more than it
 * says. Each place where it does is a decision with its reason beside it, here.
 */
package io.onefold.decode.rules;
