/**
 * The rules by which people are told apart, as an operator writes them: for the whole node, and for
 * an account that differs from it.
 *
 * <p><b>What.</b> {@link io.onefold.config.rules.RulesConfig} is all of them, with a {@link
 * io.onefold.config.rules.TypeConfig} for each type of identifier and {@link
 * io.onefold.config.rules.CapsConfig} for a profile as a whole.
 *
 * <p><b>Rules.</b> Each is read against what holds where it is not set: the standard for the node,
 * the node's for an account. Values that are blocked add up; everything else is replaced. A set of
 * rules that contradicts itself is a mistake like any other, and reported with the rest.
 *
 * <p><b>Why.</b> These are the only settings that may change while the node runs, so they stand
 * together and can be compared as a whole.
 */
package io.onefold.config.rules;
