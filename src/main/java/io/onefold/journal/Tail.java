package io.onefold.journal;

/**
 * Where a log ends at the moment of a take-over, and the epoch that was won.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param epoch of all batches that the new owner writes
 * @param lastSeq seq of the last batch, 0 when there never was one; the next has {@code lastSeq +
 *     1}
 * @param crcOfLast {@link Batch#crc} of that batch, 0 when there never was one; prevCrc of the next
 */
public record Tail(long epoch, long lastSeq, int crcOfLast) {}
