/**
 * What the node counts and times, and the text that says so.
 *
 * <p><b>What.</b> {@link io.onefold.telemetry.Meters} names every meter once and makes them all at
 * the start; {@link io.onefold.telemetry.HttpMeters}, {@link io.onefold.telemetry.GatewayMeters},
 * {@link io.onefold.telemetry.ShardMeters} and {@link io.onefold.telemetry.JournalMeters} are what
 * each stage records with.
 *
 * <p><b>Rules.</b> No meter is looked up by name while events flow. Tags have few values, all known
 * beforehand: never an identifier, an account or a path. An expected failure is counted once, by
 * the stage where it happens.
 *
 * <p><b>Why.</b> A meter that is made on first use costs a hash and a lock per event, and is
 * missing from the page until the first failure, just when somebody looks for it.
 */
package io.onefold.telemetry;
