package io.onefold.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.Event;
import io.onefold.event.EventType;
import io.onefold.event.Limits;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any bytes have an answer, and every event in an answer keeps its bounds. */
class EventDecoderFuzzTest {

  private static final int BODIES = 10_000;

  /** Bytes that mean something to one of the readers. */
  private static final byte[] TELLING =
      Wire.json("{}[]:,'\\0123456789eE+-.tfnu \n\u00e9\u20ac\ud83d\ude00data=%&");

  private final BodyDecoder bodies = new BodyDecoder(DecodeLimits.DEFAULT);
  private final KeyLookup keys = new KeyLookup(DecodeLimits.DEFAULT);
  private final EventDecoder decoder = new EventDecoder(DecodeLimits.DEFAULT, Wire.HASHER);

  @ParameterizedTest
  @ValueSource(longs = {201, 202})
  void decode_mutatedBody_hasAnAnswer(long seed) throws IOException {
    Random random = new Random(seed);
    BodyGenerator generator = new BodyGenerator(seed);
    byte[] body = {};
    for (int i = 0; i < BODIES; i++) {
      if (i % 20 == 0) {
        body = BodyGenerator.JSON.writeValueAsBytes(generator.batch());
      }
      byte[] mutated = mutated(body, random);
      try {
        answer(mutated, random);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed + ": " + Arrays.toString(mutated), e);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {301})
  void decode_mutatedGzip_hasAnAnswer(long seed) throws IOException {
    Random random = new Random(seed);
    BodyGenerator generator = new BodyGenerator(seed);
    for (int i = 0; i < BODIES / 10; i++) {
      byte[] json = BodyGenerator.JSON.writeValueAsBytes(generator.batch());
      byte[] mutated = mutated(BodyDecoderTest.gzip(json), random);
      try {
        answer(mutated, random);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed + ": " + Arrays.toString(mutated), e);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {401})
  void decode_noise_hasAnAnswer(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < BODIES; i++) {
      byte[] noise = new byte[random.nextInt(60)];
      random.nextBytes(noise);
      for (int at = 0; at < noise.length && i % 2 == 0; at++) {
        noise[at] = TELLING[random.nextInt(TELLING.length)];
      }
      answer(noise, random);
    }
  }

  private void answer(byte[] sent, Random random) {
    if (bodies.decode(sent) instanceof Body.Json(byte[] json)) {
      EventType type = EventType.of(random.nextInt(EventType.values().length));
      Optional<String> key = keys.inBody(json);
      for (Optional<EventType> expected : List.of(Optional.<EventType>empty(), Optional.of(type))) {
        switch (decoder.decode(json, Wire.context(expected, ""))) {
          case Malformed malformed -> assertThat(malformed.code()).isNotEmpty();
          case Decoded.Events events -> {
            assertThat(events.bodyKey()).isEqualTo(key);
            assertBounds(events);
          }
        }
      }
    }
  }

  private static void assertBounds(Decoded.Events events) {
    assertThat(events.indexes()).hasSize(events.events().size());
    assertThat(events.noOpCount()).isNotNegative();
    for (Event event : events.events()) {
      assertThat(event.identifiers()).hasSizeBetween(1, Limits.IDENTIFIERS_PER_EVENT_MAX);
      assertThat(event.time().atMs()).isBetween(0L, Wire.NOW_MS + Limits.FUTURE_MS_MAX);
      assertThat(event.name().length()).isLessThanOrEqualTo(Limits.NAME_CHARS_MAX);
      assertThat(event.id().text().length()).isBetween(1, Limits.MESSAGE_ID_CHARS_MAX);
      assertThat(event.propertiesJson().length).isLessThanOrEqualTo(Limits.EVENT_BYTES_MAX);
    }
  }

  private static byte[] mutated(byte[] body, Random random) {
    byte[] mutated = body.clone();
    for (int left = 1 + random.nextInt(3); left > 0 && mutated.length > 0; left--) {
      int at = random.nextInt(mutated.length);
      switch (random.nextInt(5)) {
        case 0 -> mutated[at] = (byte) random.nextInt(256);
        case 1 -> mutated[at] = TELLING[random.nextInt(TELLING.length)];
        case 2 -> mutated[at] ^= (byte) (1 << random.nextInt(8));
        case 3 -> mutated = Arrays.copyOf(mutated, at);
        default -> mutated = without(mutated, at);
      }
    }
    return mutated;
  }

  private static byte[] without(byte[] bytes, int at) {
    byte[] shorter = Arrays.copyOf(bytes, bytes.length - 1);
    System.arraycopy(bytes, at + 1, shorter, at, shorter.length - at);
    return shorter;
  }
}
