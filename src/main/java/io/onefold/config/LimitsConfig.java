package io.onefold.config;

import io.onefold.config.key.Key;
import io.onefold.config.key.Kinds;
import io.onefold.config.key.Section;
import io.onefold.event.Limits;
import java.time.Duration;

/**
 * What the node takes in at most.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param bodyBytesMax body of a request with a single event, as sent
 * @param batchBodyBytesMax body of a batch, as sent
 * @param decompressedBytesMax any body after decompression; at least as large as the two before
 * @param eventBytesMax one event of a batch, decompressed
 * @param batchEventsMax events in one batch
 * @param depthMax how deep objects and arrays may be nested in an event
 * @param mailboxMax messages that may wait for one shard; beyond, callers are told to come again
 * @param mailboxBytesMax what these may take together
 * @param requestTimeout how long a request may wait for its commit
 * @param futureMax how far ahead of the node's clock an event may claim to be
 */
public record LimitsConfig(
    long bodyBytesMax,
    long batchBodyBytesMax,
    long decompressedBytesMax,
    long eventBytesMax,
    int batchEventsMax,
    int depthMax,
    int mailboxMax,
    long mailboxBytesMax,
    Duration requestTimeout,
    Duration futureMax) {

  private static final Key<Long> BODY = Key.of("body", 512L << 10, Kinds.size("1KB", "256MB"));
  private static final Key<Long> BATCH_BODY =
      Key.of("batch-body", 4L << 20, Kinds.size("1KB", "256MB"));
  private static final Key<Long> DECOMPRESSED =
      Key.of("decompressed", 4L << 20, Kinds.size("1KB", "256MB"));
  private static final String DECOMPRESSED_LEAST =
      "at least as much as limits.body and limits.batch-body";
  private static final Key<Long> EVENT =
      Key.of(
          "event",
          (long) Limits.EVENT_BYTES_MAX,
          Kinds.size("1KB", (Limits.EVENT_BYTES_MAX >> 10) + "KB"));
  private static final Key<Integer> BATCH_EVENTS =
      Key.of("batch-events", 2_500, Kinds.whole(1, 100_000));
  private static final Key<Integer> DEPTH = Key.of("depth", 16, Kinds.whole(2, 64));
  private static final Key<Integer> MAILBOX = Key.of("mailbox", 8_192, Kinds.whole(16, 1_048_576));
  private static final Key<Long> MAILBOX_BYTES =
      Key.of("mailbox-bytes", 16L << 20, Kinds.size("64KB", "4GB"));
  private static final Key<Duration> REQUEST_TIMEOUT =
      Key.of("request-timeout", Duration.ofSeconds(5), Kinds.time("10ms", "5m"));
  private static final Key<Duration> FUTURE =
      Key.of("future", Duration.ofHours(24), Kinds.time("0", "365d"));

  public LimitsConfig {
    BODY.require(bodyBytesMax);
    BATCH_BODY.require(batchBodyBytesMax);
    DECOMPRESSED.require(decompressedBytesMax);
    EVENT.require(eventBytesMax);
    BATCH_EVENTS.require(batchEventsMax);
    DEPTH.require(depthMax);
    MAILBOX.require(mailboxMax);
    MAILBOX_BYTES.require(mailboxBytesMax);
    REQUEST_TIMEOUT.require(requestTimeout);
    FUTURE.require(futureMax);
    if (decompressedBytesMax < Math.max(bodyBytesMax, batchBodyBytesMax)) {
      throw new IllegalArgumentException("decompressed must be " + DECOMPRESSED_LEAST);
    }
  }

  static LimitsConfig read(Section section) {
    long body = section.read(BODY);
    long batchBody = section.read(BATCH_BODY);
    return new LimitsConfig(
        body,
        batchBody,
        decompressed(section, Math.max(body, batchBody)),
        section.read(EVENT),
        section.read(BATCH_EVENTS),
        section.read(DEPTH),
        section.read(MAILBOX),
        section.read(MAILBOX_BYTES),
        section.read(REQUEST_TIMEOUT),
        section.read(FUTURE));
  }

  /** A body that was not compressed has to fit as well. */
  private static long decompressed(Section section, long least) {
    long decompressed = section.read(DECOMPRESSED);
    if (decompressed < least) {
      section.complain(DECOMPRESSED.name(), decompressed + "B", DECOMPRESSED_LEAST);
    }
    return Math.max(decompressed, least);
  }
}
