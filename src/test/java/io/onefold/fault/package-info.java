/**
 * Real nodes under real faults: what was answered 200 is there exactly once afterwards.
 *
 * <p><b>What.</b> {@link io.onefold.fault.RunningCluster} is several nodes as processes of their
 * own and the Redis that they share. {@link io.onefold.fault.Workload} is many clients that send
 * what they have until it is acknowledged, the same again after every failure, at whichever node
 * answers. {@link io.onefold.fault.Faults} are what happens meanwhile. {@link
 * io.onefold.fault.Checker} asks the settled cluster for everything that was told, and {@link
 * io.onefold.fault.Judgement} compares.
 *
 * <pre>
 *   Workload ──events──▶ RunningCluster ◀──kill, freeze, cut …── Faults
 *      │ acknowledged ids       │
 *      └──────▶ Checker ◀───────┘ profiles, timelines          lost? doubled? in order? going back?
 * </pre>
 *
 * <p>{@code ClusterFaults} has the short forms; {@link io.onefold.fault.FaultRun} is the program
 * for the long ones, and says how it is called.
 *
 * <p><b>Rules.</b> Whatever a run starts it ends, also when it fails: processes, Redis, networks.
 * No promise about time is asserted, only printed: on a busy machine it would be about the machine.
 *
 * <p><b>Why.</b> The simulation proves the protocol under its own assumptions: that a conditional
 * write is atomic and survives. These tests are about the assumptions.
 */
package io.onefold.fault;
