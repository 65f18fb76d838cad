package io.onefold.shard;

import io.onefold.event.ProfileId;
import io.onefold.identity.Decision;
import io.onefold.identity.EraseDecision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where in the journal the events of a profile stand that are not in its history yet: for every
 * such event, the profile and the batch; where a turn was spread over several batches, all of them.
 *
 * <p>Derived from the journal's tail, and rebuilt with it.
 *
 * <p><b>Threading.</b> Confined to the shard's thread.
 *
 * <p><b>Bounds.</b> 16 bytes an event since the last checkpoint; a search reads them all, 0.2 ms
 * for 200,000.
 */
final class TailLog {

  private static final int EVENTS_MIN = 64;

  private long[] profiles = new long[EVENTS_MIN];
  private long[] seqs = new long[EVENTS_MIN];
  private int count;
  private final List<Forgot> forgets = new ArrayList<>();
  private long lastErasedSeq;

  /** A decision that events are to be forgotten, and the batch that holds it. */
  record Forgot(EraseDecision.Forgot forgot, long seq) {}

  /** Notes a committed decision, if it is about an event. */
  void note(Decision decision, long seq) {
    if (decision instanceof Decision.Applied applied) {
      add(applied.profile(), seq);
    } else if (decision instanceof EraseDecision erase) {
      lastErasedSeq = seq;
      if (erase instanceof EraseDecision.Forgot forgot) {
        forgets.add(new Forgot(forgot, seq));
      }
    }
  }

  /** Which events are to be kept out of the histories that the tail goes into. */
  List<Forgot> forgets() {
    return List.copyOf(forgets);
  }

  /** Whether somebody was erased since the last checkpoint. */
  boolean anyErased() {
    return lastErasedSeq > 0;
  }

  void add(ProfileId profile, long seq) {
    if (count == seqs.length) {
      profiles = Arrays.copyOf(profiles, count * 2);
      seqs = Arrays.copyOf(seqs, count * 2);
    }
    profiles[count] = profile.lo();
    seqs[count++] = seq;
  }

  /** The batches that hold events of the profile, ascending, each once. */
  long[] seqs(ProfileId profile) {
    long[] found = new long[count];
    int size = 0;
    for (int i = 0; i < count; i++) {
      if (profiles[i] == profile.lo() && (size == 0 || found[size - 1] != seqs[i])) {
        found[size++] = seqs[i];
      }
    }
    return Arrays.copyOf(found, size);
  }

  /** Forgets everything up to {@code seq}, which is in the history now. */
  void trim(long seq) {
    int from = 0;
    while (from < count && seqs[from] <= seq) {
      from++;
    }
    int kept = count - from;
    int capacity = Math.max(EVENTS_MIN, Integer.highestOneBit(Math.max(kept, 1)) * 2);
    profiles = Arrays.copyOf(Arrays.copyOfRange(profiles, from, count), capacity);
    seqs = Arrays.copyOf(Arrays.copyOfRange(seqs, from, count), capacity);
    count = kept;
    forgets.removeIf(f -> f.seq() <= seq);
    lastErasedSeq = lastErasedSeq <= seq ? 0 : lastErasedSeq;
  }
}
