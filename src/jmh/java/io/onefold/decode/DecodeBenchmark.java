package io.onefold.decode;

import io.onefold.decode.id.BlockedValues;
import io.onefold.decode.id.IdentifierHasher;
import io.onefold.decode.id.IdentifierNormaliser;
import io.onefold.decode.id.IdentifierRules;
import io.onefold.decode.rules.RequestContext;
import io.onefold.event.EventType;
import io.onefold.event.Hash128;
import io.onefold.event.IdentifierType;
import io.onefold.event.Origin;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to understand an event, hashing included: the time is that of one event, in a batch
 * too.
 *
 * <pre>
 *   mvn -q -Pjmh process-test-classes -Djmh.args="DecodeBenchmark -prof gc"
 * </pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 8, time = 1)
@Fork(1)
public class DecodeBenchmark {

  private static final int BATCH = 100;

  /** What a browser library sends for a click: 330 bytes. */
  private static final String TRACK =
      """
      {"type":"track","event":"Clicked","userId":"u-10001",\
      "anonymousId":"32e8a4f0-6d1c-4b5e-9a55-0c6f1f6a2d11",\
      "messageId":"ajs-next-1795350524143-32e8a4f0-6d1c-4b5e-9a55",\
      "timestamp":"2026-01-15T12:25:49.586Z","context":{"library":{"name":"analytics.js",\
      "version":"1.84.3"}},"properties":{"button":"buy","position":3},"integrations":{}}\
      """;

  private static final String IDENTIFY =
      """
      {"type":"identify","userId":"u-10001",\
      "anonymousId":"32e8a4f0-6d1c-4b5e-9a55-0c6f1f6a2d11",\
      "messageId":"ajs-next-1795350524143-32e8a4f0-6d1c-4b5e-9a55",\
      "timestamp":"2026-01-15T12:25:49.586Z","traits":{"email":"ann@example.com",\
      "phone":"+31612345678","firstName":"Ann","lastName":"Lee","plan":"pro"}}\
      """;

  private static final String ORDER =
      """
      {"type":"track","event":"Order Completed","userId":"u-10001",\
      "anonymousId":"32e8a4f0-6d1c-4b5e-9a55-0c6f1f6a2d11",\
      "messageId":"ajs-next-1795350524143-32e8a4f0-6d1c-4b5e-9a55",\
      "timestamp":"2026-01-15T12:25:49.586Z","properties":{"order_id":"o-1001","total":59.9,\
      "currency":"EUR","products":[{"product_id":"p1","price":19.95,"quantity":2},\
      {"product_id":"p2","price":20,"quantity":1}]}}\
      """;

  private final IdentifierHasher hasher = new IdentifierHasher(new byte[32]);
  private final IdentifierNormaliser normaliser =
      new IdentifierNormaliser("NL", BlockedValues.NONE);
  private final EventDecoder decoder = new EventDecoder(DecodeLimits.DEFAULT, hasher);
  private final KeyLookup keys = new KeyLookup(DecodeLimits.DEFAULT);
  private final RequestContext ofTrack = context(Optional.of(EventType.TRACK));
  private final RequestContext ofIdentify = context(Optional.of(EventType.IDENTIFY));
  private final RequestContext ofBatch = context(Optional.empty());
  private final byte[] track = TRACK.getBytes(StandardCharsets.UTF_8);
  private final byte[] identify = IDENTIFY.getBytes(StandardCharsets.UTF_8);
  private final byte[] order = ORDER.getBytes(StandardCharsets.UTF_8);
  private final byte[] batch = batch(TRACK);

  @Benchmark
  public Decoded track() {
    return decoder.decode(track, ofTrack);
  }

  @Benchmark
  public Decoded identify() {
    return decoder.decode(identify, ofIdentify);
  }

  @Benchmark
  public Decoded order() {
    return decoder.decode(order, ofTrack);
  }

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public Decoded batchOf100() {
    return decoder.decode(batch, ofBatch);
  }

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public Optional<String> keyInBatchOf100() {
    return keys.inBody(batch);
  }

  @Benchmark
  public Hash128 hashOfAnonymousId() {
    return hasher.hash(7, IdentifierType.ANONYMOUS_ID, "32e8a4f0-6d1c-4b5e-9a55-0c6f1f6a2d11");
  }

  @Benchmark
  public Hash128 hashOfEmail() {
    return hasher.hash(7, IdentifierType.EMAIL, "ann@example.com");
  }

  private RequestContext context(Optional<EventType> expected) {
    return new RequestContext(
        new Origin(7, "tracking"),
        "EUR",
        IdentifierRules.of(normaliser),
        1_768_480_200_000_000L,
        expected,
        "",
        () -> "m");
  }

  private static byte[] batch(String event) {
    String events = String.join(",", Collections.nCopies(BATCH, event));
    String body = "{\"batch\":[" + events + "],\"sentAt\":\"2026-01-15T12:25:49.629Z\"}";
    return body.getBytes(StandardCharsets.UTF_8);
  }
}
