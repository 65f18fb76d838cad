package io.onefold.shard;

import io.onefold.journal.Histories;
import io.onefold.journal.ShardJournal;
import io.onefold.journal.StoreFiles;
import io.onefold.journal.Suppressions;
import io.onefold.message.Delivery;
import io.onefold.telemetry.Meters;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What every shard of a node is connected to.
 *
 * <p><b>Threading.</b> Immutable; its parts are thread-safe.
 *
 * @param clockMs wall clock in milliseconds since 1970-01-01 UTC
 * @param random unpredictable: tracking ids are made of it
 * @param started whether all shards of the node serve: work that can wait does not hold up those
 *     that are still being restored
 * @param erasures told who is forgotten
 * @param ways makes the calling event loop's way to all shards
 * @param mayServe whether the node may believe that the shards it has are still its own
 */
public record Wiring(
    ShardSettings settings,
    ShardJournal journal,
    Histories history,
    Suppressions suppressions,
    StoreFiles files,
    Meters meters,
    LongSupplier clockMs,
    RandomGenerator random,
    BooleanSupplier started,
    ErasureListener erasures,
    Supplier<Delivery> ways,
    BooleanSupplier mayServe) {}
