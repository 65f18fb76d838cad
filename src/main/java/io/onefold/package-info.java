/**
 * Onefold in one page.
 *
 * <p>An event comes in by HTTP, or by the event bus from a {@code client} in the cluster, and
 * leaves as a profile that knows it. It walks the packages in this order, and never turns back:
 *
 * <pre>
 *   http ─▶ decode ─▶ route ─▶ shard ─▶ identity ─▶ profile ─▶ search ─▶ journal ─▶ (answer)
 *    │        │         │        │          │           │          │         │
 *    │        │         │        │          │           │          │         └ committed, or nobody hears of it
 *    │        │         │        │          │           │          └ findable by name
 *    │        │         │        │          │           └ folded into one packed profile
 *    │        │         │        │          └ whose is it: found, born, or about to be united
 *    │        │         │        └ the one writer of its partition; Shard is the table of contents
 *    │        │         └ to the shard that its strongest identifier names, over the event bus
 *    │        └ bytes to an Event: the last time that anybody looks at JSON
 *    └ keys, bodies, answers
 * </pre>
 *
 * <p>A question walks {@code http ─▶ route ─▶ shard ─▶ identity (finds, never makes) ─▶ profile ─▶
 * personalize}, and sees what is committed.
 *
 * <p><b>Four bands, imports only downward.</b>
 *
 * <table>
 *   <caption>The bands</caption>
 *   <tr><th>Band</th><th>Packages</th><th>May know</th></tr>
 *   <tr><td>Words: what is said and what is true</td><td>{@code event message profile}</td>
 *       <td>the JDK</td></tr>
 *   <tr><td>Steps: pure decisions, without I/O, clock, randomness or threads</td>
 *       <td>{@code decode identity search personalize}</td>
 *       <td>words, plain libraries; not one another</td></tr>
 *   <tr><td>Carriers: move data between threads, machines and stores</td>
 *       <td>{@code client http route shard journal}</td>
 *       <td>words, steps, carriers further along, {@code telemetry}; {@code client}, which is for
 *       other programs, only the words</td></tr>
 *   <tr><td>Frame: wiring</td><td>{@code Main Node config telemetry}</td>
 *       <td>what they wire; only this package knows {@code shard} and {@code config}</td></tr>
 * </table>
 *
 * <p><b>What is the record.</b> The journal, whose entries are decisions and carry their events
 * whole. A shard's memory is the fold of its journal: live, after a restart, and in the simulation,
 * it is the same {@link io.onefold.identity.Partition#fold}. Checkpoints make the journal short,
 * history pages keep the events that it forgets. Search, counts and recent events are derived.
 *
 * <p><b>What makes it right.</b> One writer a shard. No message and no answer before its commit. A
 * merge is freeze, absorb, forward, along the fixed order of profile ids: see {@link
 * io.onefold.identity.MergeSteps}. {@code ArchitectureTest} holds this page to its word.
 */
package io.onefold;
