package io.onefold.profile;

import io.onefold.event.AttributeUpdate;
import io.onefold.event.Commerce;
import io.onefold.event.Event;
import io.onefold.event.EventTime;
import io.onefold.event.EventType;
import io.onefold.event.Facts;
import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.MessageId;
import io.onefold.event.Money;
import io.onefold.event.Origin;
import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import io.onefold.event.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Folding one event into one of 16,384 profiles, which together are larger than a core's cache, and
 * reading and moving such a profile. {@code gc.alloc.rate.norm} is the garbage an event leaves.
 *
 * <p>{@code mvn -q -Pjmh process-test-classes -Djmh.args="FoldBenchmark -prof gc"}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FoldBenchmark {

  private static final int PROFILES = 1 << 14;
  private static final int ACCOUNT = 1;
  private static final long START_MS = 1_750_000_000_000L;
  private static final long STEP_MS = 1_000;
  private static final Money TOTAL = new Money(1_299_500, "EUR");
  private static final List<AttributeUpdate> TRAITS =
      List.of(
          new AttributeUpdate("core_data.email_address", Value.text("ann.jansen@example.com")),
          new AttributeUpdate("core_data.first_name", Value.text("Ann")),
          new AttributeUpdate("core_data.last_name", Value.text("Jansen")),
          new AttributeUpdate("core_data.city", Value.text("Enschede")),
          new AttributeUpdate("custom.newsletter", Value.text("weekly")),
          new AttributeUpdate("custom.shoe_size", Value.text("39")));

  private final Names names = new Names();
  private final Profile[] profiles = new Profile[PROFILES];
  private final String[] keys = new String[100];
  private final byte[] noProperties = "{}".getBytes(StandardCharsets.UTF_8);
  private final PackedWriter out = new PackedWriter(4096);
  private Identifier[] people;
  private Identifier[] devices;
  private long turn;

  @Setup(Level.Trial)
  public void fill() {
    people = identifiers(IdentifierType.CUSTOMER_ID);
    devices = identifiers(IdentifierType.ANONYMOUS_ID);
    for (int i = 0; i < keys.length; i++) {
      keys[i] = "custom.key" + i;
    }
    for (int i = 0; i < PROFILES; i++) {
      profiles[i] = Profile.create(ACCOUNT);
    }
    for (int i = 0; i < PROFILES * 25; i++) {
      knownEvent();
    }
    for (int i = 0; i < PROFILES; i++) {
      identifyUnchanged();
    }
  }

  /** A page view of a known visitor. */
  @Benchmark
  public void knownEvent() {
    fold("Product Viewed", Facts.NONE);
  }

  /** The same six attributes again, as most sites send them on every page. */
  @Benchmark
  public void identifyUnchanged() {
    fold("Signed In", new Facts(TRAITS, Commerce.NONE, List.of()));
  }

  /** One attribute of a hundred: new at first, later of another length than before. */
  @Benchmark
  public void newAttribute() {
    String key = keys[(int) (turn / PROFILES % keys.length)];
    String text = (turn & 1) == 0 ? "a value" : "another value";
    AttributeUpdate update = new AttributeUpdate(key, Value.text(text));
    fold("Answered", new Facts(List.of(update), Commerce.NONE, List.of()));
  }

  /** A new order; each profile has up to ten of them. */
  @Benchmark
  public void order() {
    Commerce order = new Commerce.Order("2025-0001" + turn / PROFILES % 10, TOTAL);
    fold("Order Completed", new Facts(List.of(), order, List.of()));
  }

  /** What building the event costs, to be taken from the others. */
  @Benchmark
  public Event eventAlone() {
    return event((int) (turn++ & (PROFILES - 1)), "Product Viewed", Facts.NONE);
  }

  @Benchmark
  public ProfileFacts facts() {
    return profiles[(int) (turn++ & (PROFILES - 1))].facts(names);
  }

  @Benchmark
  public String text() {
    return profiles[(int) (turn++ & (PROFILES - 1))].text("core_data.last_name", names);
  }

  /** Out of one shard and into another one: what a merge does with the loser. */
  @Benchmark
  public Profile freezeAndThaw() {
    profiles[(int) (turn++ & (PROFILES - 1))].freeze(names, out.clear());
    return Profile.thaw(new PackedReader(out.array(), 0, out.length()), names);
  }

  private void fold(String name, Facts facts) {
    int profile = (int) (turn++ & (PROFILES - 1));
    profiles[profile].fold(event(profile, name, facts), names);
  }

  private Event event(int profile, String name, Facts facts) {
    long atMs = START_MS + turn / PROFILES * STEP_MS;
    return new Event(
        new Origin(ACCOUNT, "tracking"),
        EventType.TRACK,
        name,
        new MessageId("m", turn * 0x9e37_79b9_7f4a_7c15L),
        new EventTime(atMs, atMs, 0),
        List.of(people[profile], devices[profile]),
        facts,
        noProperties);
  }

  private static Identifier[] identifiers(IdentifierType type) {
    Identifier[] identifiers = new Identifier[PROFILES];
    for (int i = 0; i < PROFILES; i++) {
      long hi = (i + 1L + type.ordinal() * PROFILES) * 0xbf58_476d_1ce4_e5b9L;
      identifiers[i] = new Identifier(type, "value " + i, new Hash128(hi, ~hi));
    }
    return identifiers;
  }
}
