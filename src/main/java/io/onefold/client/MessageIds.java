package io.onefold.client;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ids for events that came without one: the client's own 122 random bits, and a number that it has
 * not used before. So no two events of any clients get the same.
 *
 * <p><b>Threading.</b> Thread-safe.
 */
final class MessageIds {

  private final String prefix;
  private final AtomicLong last = new AtomicLong();

  MessageIds(UUID client) {
    prefix = client.toString().replace("-", "") + "-";
  }

  String next() {
    return prefix + Long.toString(last.incrementAndGet(), Character.MAX_RADIX);
  }
}
