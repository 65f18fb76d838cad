package io.onefold.shard;

import io.onefold.event.ProfileId;
import io.onefold.message.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * Messages for profiles that are frozen or ask whether an identifier is theirs, until those are
 * released.
 *
 * <p><b>Threading.</b> Confined to the shard's thread.
 *
 * <p><b>Bounds.</b> {@link #PER_PROFILE_MAX} messages a profile, none longer than {@link
 * #WAIT_MS_MAX}; the shard's mailbox bounds them all together.
 */
final class Waiting {

  /** Messages that may wait for one profile, so that one of them cannot fill a shard. */
  static final int PER_PROFILE_MAX = 256;

  /**
   * Longest wait: a merge takes a few milliseconds, and a chain of them on a starved machine some
   * hundred; two seconds mean that it is stuck, and leave the caller time for an answer.
   */
  static final long WAIT_MS_MAX = 2_000;

  private record Entry(Message message, long sinceMs) {}

  private final Map<ProfileId, Queue<Entry>> waiting = new HashMap<>();

  /** Since when those have waited that were given back in this turn. */
  private final Map<Message, Long> releasedMs = new IdentityHashMap<>();

  /** Keeps the message, unless too many wait already; it has waited since it first did. */
  boolean add(ProfileId profile, Message message, long nowMs) {
    Long sinceMs = releasedMs.remove(message);
    Queue<Entry> queue = waiting.computeIfAbsent(profile, p -> new ArrayDeque<>());
    return queue.size() < PER_PROFILE_MAX
        && queue.add(new Entry(message, sinceMs == null ? nowMs : sinceMs));
  }

  /** Gives back what waited for the profile, in order of arrival. */
  List<Message> release(ProfileId profile) {
    Queue<Entry> queue = waiting.remove(profile);
    if (queue == null) {
      return List.of();
    }
    queue.forEach(entry -> releasedMs.put(entry.message(), entry.sinceMs()));
    return queue.stream().map(Entry::message).toList();
  }

  /** What was given back has been handled. */
  void turnEnds() {
    releasedMs.clear();
  }

  /** Gives back what has waited too long. */
  List<Message> expire(long nowMs) {
    List<Message> expired = new ArrayList<>();
    Iterator<Queue<Entry>> queues = waiting.values().iterator();
    while (queues.hasNext()) {
      Queue<Entry> queue = queues.next();
      while (!queue.isEmpty() && queue.peek().sinceMs() <= nowMs - WAIT_MS_MAX) {
        expired.add(queue.remove().message());
      }
      if (queue.isEmpty()) {
        queues.remove();
      }
    }
    return expired;
  }
}
