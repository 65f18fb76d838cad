/**
 * The journal in the memory of a cluster as a model, small enough that every state can be looked
 * at.
 *
 * <p><b>What.</b> {@link io.onefold.journal.hazelcast.model.SlotSearch} walks, breadth first,
 * through all states of a {@link io.onefold.journal.hazelcast.model.Scope}: owners that all believe
 * they own one shard, on members that hold its owner's copy and one more. A write may be carried
 * out on both copies or on the owner's alone, be confirmed or not, late, and any number of times;
 * members die, the shard moves, a copy gets a new member. In each state every acknowledged batch
 * has to be in the log that a reader of the owner's copy accepts.
 *
 * <p><b>Rules.</b> A rule of the journal is in the model because a search finds what happens
 * without it: {@link io.onefold.journal.hazelcast.model.Broken} lists them, each with a scope in
 * which it is missed. The model is the rules and not the code; the code is driven by {@code
 * SimulatedGridTest}.
 *
 * <p>What the model takes for granted: a write on one copy is atomic; a member that gets a copy has
 * all of it before the next one dies; a member is told of a change of the table before it confirms
 * anything under the new one.
 *
 * <p>The scopes of the tests take seconds. Larger ones, some minutes and 4 GB of heap:
 *
 * <pre>
 *   mvn -q -Ptool process-test-classes -Dtool=io.onefold.journal.hazelcast.model.SlotSearch
 * </pre>
 *
 * <p><b>Why.</b> Copies that missed a write, and places that were trimmed, go wrong in ways that a
 * cluster under fire meets once in a million.
 */
package io.onefold.journal.hazelcast.model;
