package io.onefold.journal.hazelcast;

import io.onefold.journal.hazelcast.grid.Grid;
import io.onefold.journal.lane.AppendLane;

/**
 * A shard that was taken over here.
 *
 * <p><b>Threading.</b> Its parts are confined to the context of the grid.
 */
record Owned(Grid grid, SlotWire wire, AppendLane lane, Trim trim) {}
