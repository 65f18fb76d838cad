package io.onefold.journal;

import io.onefold.event.AttributeUpdate;
import io.onefold.event.Commerce;
import io.onefold.event.Event;
import io.onefold.event.EventCodec;
import io.onefold.event.EventTime;
import io.onefold.event.EventType;
import io.onefold.event.Facts;
import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.MessageId;
import io.onefold.event.Origin;
import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import io.onefold.event.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to bring an event, and a batch of a hundred, into the bytes of the journal and
 * back.
 *
 * <pre>
 *   mvn -q -Pjmh process-test-classes -Djmh.args="CodecBenchmark -prof gc"
 * </pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 8, time = 1)
@Fork(1)
public class CodecBenchmark {

  private static final int EVENTS = 100;
  private static final long NOW_MS = 1_795_000_000_000L;

  private final Event event = event(new Random(1));
  private final PackedWriter out = new PackedWriter(1_024);
  private final byte[] eventBytes = packed(1);
  private final Batch batch =
      new Batch(7, 1, 2, 3, new UUID(1, 2), 1, new long[] {4, 5}, packed(EVENTS));
  private final byte[] batchBytes = BatchCodec.encode(batch);

  @Benchmark
  public int writeEvent() {
    out.clear();
    EventCodec.write(event, out);
    return out.length();
  }

  @Benchmark
  public Event readEvent() {
    return EventCodec.read(new PackedReader(eventBytes));
  }

  @Benchmark
  public byte[] encodeBatch() {
    return BatchCodec.encode(batch);
  }

  @Benchmark
  public BatchCodec.Decoded decodeBatch() {
    return BatchCodec.decode(batchBytes);
  }

  private byte[] packed(int events) {
    PackedWriter packed = new PackedWriter(1_024);
    for (int i = 0; i < events; i++) {
      EventCodec.write(event, packed);
    }
    return packed.toBytes();
  }

  private static Event event(Random random) {
    return new Event(
        new Origin(1, "tracking"),
        EventType.TRACK,
        "Product Viewed",
        new MessageId(new UUID(random.nextLong(), random.nextLong()).toString(), random.nextLong()),
        new EventTime(NOW_MS, NOW_MS, 3),
        List.of(
            new Identifier(
                IdentifierType.CUSTOMER_ID,
                "customer-10001",
                new Hash128(random.nextLong(), random.nextLong())),
            new Identifier(
                IdentifierType.ANONYMOUS_ID,
                "32e8a4f0-6d1c-4b5e-9a55-0c6f1f6a2d11",
                new Hash128(random.nextLong(), random.nextLong()))),
        new Facts(
            List.of(new AttributeUpdate("custom.plan", Value.text("pro"))),
            Commerce.NONE,
            List.of()),
        "{\"product_id\":\"p17\",\"price\":12.5,\"url\":\"https://shop.test/p/17\"}"
            .getBytes(StandardCharsets.UTF_8));
  }
}
