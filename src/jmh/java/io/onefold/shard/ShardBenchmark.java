package io.onefold.shard;

import io.onefold.event.AttributeUpdate;
import io.onefold.event.Event;
import io.onefold.event.EventTime;
import io.onefold.event.EventType;
import io.onefold.event.Facts;
import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.MessageId;
import io.onefold.event.Origin;
import io.onefold.event.Value;
import io.onefold.identity.Partition;
import io.onefold.identity.RuleBook;
import io.onefold.identity.Terms;
import io.onefold.identity.TrackingTokens;
import io.onefold.identity.Turn;
import io.onefold.journal.Tail;
import io.onefold.message.After;
import io.onefold.message.Message;
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
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Resolve and apply in the shard: an event of known identifiers, of a new visitor, and the form of
 * a decision in the journal.
 *
 * <p>{@code mvn -q -Pjmh process-test-classes -Djmh.args="ShardBenchmark -prof gc"}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ShardBenchmark {

  private static final int PROFILES = 8_192;
  private static final long NOW_MS = 1_795_000_000_000L;
  private static final byte[] PROPERTIES =
      "{\"product_id\":\"p-17\",\"price\":12.5,\"url\":\"https://shop.example/p/17\"}"
          .getBytes(StandardCharsets.UTF_8);

  private final Random random = new Random(7);
  private final Identifier[][] people = new Identifier[PROFILES][];
  private Shard shard;
  private Commits commits;
  private long count;

  /** Fills one shard with profiles of three identifiers. */
  @Setup
  public void fill() {
    Terms terms = new Terms(1, new RandomFresh(0, random), RuleBook.STANDARD);
    shard = new Shard(new Partition(0), terms, new TrackingTokens(new byte[16]));
    commits = new Commits(0, new Tail(1, 0, 0), new UUID(1, 1), 256 * 1024);
    for (int i = 0; i < PROFILES; i++) {
      people[i] =
          new Identifier[] {
            identifier(IdentifierType.CUSTOMER_ID, "c" + i),
            identifier(IdentifierType.EMAIL, "person" + i + "@shop.example"),
            identifier(IdentifierType.ANONYMOUS_ID, UUID.randomUUID().toString())
          };
      handle(event(EventType.IDENTIFY, "", people[i], List.of(name(i))));
      for (int e = 0; e < 20; e++) {
        handle(event(EventType.TRACK, "Product Viewed", people[i], List.of()));
      }
    }
  }

  /** One identifier, known: the anonymous id of a page view. */
  @Benchmark
  public Turn knownOne() {
    Identifier[] person = people[random.nextInt(PROFILES)];
    return handle(
        event(EventType.TRACK, "Product Viewed", new Identifier[] {person[2]}, List.of()));
  }

  /** Three identifiers, all known. */
  @Benchmark
  public Turn knownThree() {
    Identifier[] person = people[random.nextInt(PROFILES)];
    return handle(event(EventType.TRACK, "Product Viewed", person, List.of()));
  }

  /** Only making the event, to be taken off the others. */
  @Benchmark
  public Event eventOnly() {
    return event(EventType.TRACK, "Product Viewed", people[random.nextInt(PROFILES)], List.of());
  }

  private Turn handle(Event event) {
    Turn turn = shard.handle(new Message.Apply(event, After.ACKNOWLEDGE, answer -> {}), NOW_MS);
    commits.add(turn);
    if (commits.unsentBytes() > 200_000) {
      commits.seal();
      commits.committed(commits.sealedSeq());
    }
    return turn;
  }

  private Event event(
      EventType type, String name, Identifier[] identifiers, List<AttributeUpdate> attributes) {
    count++;
    return new Event(
        new Origin(1, "tracking"),
        type,
        name,
        new MessageId("message-" + count, count * 0x9E3779B97F4A7C15L),
        new EventTime(NOW_MS + count, NOW_MS + count, 0),
        List.of(identifiers),
        attributes.isEmpty() ? Facts.NONE : new Facts(attributes, Facts.NONE.commerce(), List.of()),
        PROPERTIES);
  }

  private AttributeUpdate name(int i) {
    return new AttributeUpdate("core_data.first_name", Value.text("Name" + i));
  }

  private Identifier identifier(IdentifierType type, String value) {
    return new Identifier(type, value, new Hash128(random.nextLong(), random.nextLong()));
  }
}
