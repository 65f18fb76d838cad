package io.onefold.shard;

import io.onefold.event.ProfileId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * When the open questions of an unsettled profile are asked again: after 100 ms, then twice as long
 * each time, up to 5 s.
 *
 * <p><b>Threading.</b> Confined to the shard's thread. <b>Bounds.</b> One entry an unsettled
 * profile.
 */
final class Retries {

  static final long FIRST_MS = 100;
  static final long LONGEST_MS = 5_000;

  private record Due(long atMs, long waitMs) {}

  private final Map<ProfileId, Due> due = new HashMap<>();

  /** The profiles whose time has come; the others of {@code unsettled} are waited for. */
  List<ProfileId> next(List<ProfileId> unsettled, long nowMs) {
    List<ProfileId> now = new ArrayList<>();
    for (ProfileId profile : unsettled) {
      Due known = due.computeIfAbsent(profile, p -> new Due(nowMs + FIRST_MS, FIRST_MS));
      if (known.atMs() <= nowMs) {
        long waitMs = Math.min(2 * known.waitMs(), LONGEST_MS);
        due.put(profile, new Due(nowMs + waitMs, waitMs));
        now.add(profile);
      }
    }
    Set<ProfileId> open = new HashSet<>(unsettled);
    due.keySet().removeIf(profile -> !open.contains(profile));
    return now;
  }
}
