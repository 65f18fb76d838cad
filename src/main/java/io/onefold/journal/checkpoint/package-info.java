/**
 * Checkpoints of shards in Redis.
 *
 * <p><b>What.</b> {@link io.onefold.journal.checkpoint.CheckpointStore} puts and loads them. A
 * checkpoint is a manifest that names the chunks of its sections; chunks are shared between
 * checkpoints, so that storing one costs what has changed.
 *
 * <pre>
 *   current ──▶ manifest 4-107 ──▶ profiles-0: chunk 4-107:profiles-0:0 …
 *                              └─▶ profiles-1: chunk 3-80:profiles-1:0 ◀── manifest 3-80 (kept)
 * </pre>
 *
 * <p><b>Rules.</b> A chunk is written once, under a name that carries the (epoch, seq) of its
 * checkpoint and its own crc, and is known to be there in full before a manifest may name it. The
 * pointer moves last, by one script that looks at the pointer, at the highest epoch of the log, and
 * whether all that the manifest names is there. A chunk is deleted only after the next checkpoint
 * is current, when no kept manifest names it, and never one of a higher epoch.
 *
 * <p><b>Why.</b> Whoever stops half-way, or is late, leaves chunks that nobody names, and the next
 * sweep takes them away. A purge is a sweep that keeps the current one only. Nothing that can be
 * loaded is ever changed in place, so damage is damage and not a race.
 */
package io.onefold.journal.checkpoint;
