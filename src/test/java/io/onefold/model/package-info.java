/**
 * The identity protocol as a model, small enough that every state of it can be looked at.
 *
 * <p><b>What.</b> {@link io.onefold.model.Search} walks, breadth first, through all states that a
 * {@link io.onefold.model.Scope} can reach: a few identifiers and events, parts taken out by hand,
 * a person erased, and a network in which every message may arrive any number of times, in any
 * order, or never. {@link io.onefold.model.Invariants} are checked in each state, and that from
 * each a {@link io.onefold.model.Settled} one can be reached. A violation comes with the shortest
 * way to it.
 *
 * <p>What is too large to be searched is walked through at random: {@link io.onefold.model.Walk}.
 *
 * <p>The model is the rules and not the code: {@code ClaimRules}, {@code MergeRules}, {@code
 * PartRules}, {@code HandoverRules} and {@code EraseRules} say in a few lines what {@code
 * io.onefold.identity} says with everything that production needs. {@code io.onefold.sim} drives
 * the code itself.
 *
 * <p><b>Rules.</b> A change of the protocol comes here first. A rule that is in the model is there
 * because a search found what happens without it; it stands in {@link io.onefold.model.Broken},
 * with a scope in which it is missed. A step is committed when it is made, so what holds between a
 * commit and what leaves after it is not looked at here. A crash takes messages away and nothing
 * else: whatever can happen after one, can happen without; only that everything settles needs it.
 * So the largest scopes are searched without.
 *
 * <p>A sample runs with the tests. Everything, in about 25 minutes on one core:
 *
 * <pre>
 *   mvn -q -Ptool process-test-classes -Dtool=io.onefold.model.ModelCheck -Dtool.args="full" \
 *       -Djvm.flags="-Xmx6g -XX:+UseSerialGC"
 * </pre>
 *
 * <p>It needs a heap of 6 GB. {@code -Dtool.args="one SS ab,b split:b"} searches one scope, {@code
 * "one SS ab,b split:b without:PART_WITHOUT_SEEN"} shows what a missing rule leads to.
 *
 * <p><b>Why.</b> Parts, merges and erasures that overlap go wrong in ways that nobody thinks of and
 * that random runs meet once in a million. Here the shortest such way is found in a second.
 */
package io.onefold.model;
