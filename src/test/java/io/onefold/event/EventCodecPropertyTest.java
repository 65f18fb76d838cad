package io.onefold.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class EventCodecPropertyTest {

  private static final int EVENTS = 5_000;

  @Test
  void anyEvent_writtenAndRead_isTheSame() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < EVENTS; i++) {
      Event event = Events.any(random);
      PackedWriter out = new PackedWriter(16);
      EventCodec.write(event, out);
      PackedReader in = new PackedReader(out.toBytes());
      Event read = EventCodec.read(in);
      assertThat(in.hasMore()).as("seed %d, event %d", seed, i).isFalse();
      assertThat(read.propertiesJson()).as("seed %d", seed).isEqualTo(event.propertiesJson());
      assertThat(read)
          .as("seed %d, event %d", seed, i)
          .usingRecursiveComparison()
          .ignoringFields("propertiesJson")
          .isEqualTo(event);
    }
  }

  @Test
  void cutEvent_read_isAnError() {
    PackedWriter out = new PackedWriter(16);
    EventCodec.write(Events.any(new Random(7)), out);
    for (int length = 0; length < out.length(); length++) {
      PackedReader in = new PackedReader(out.toBytes(), 0, length);
      assertThatThrownBy(() -> EventCodec.read(in)).isInstanceOf(RuntimeException.class);
    }
  }

  @Test
  void unknownForm_read_isAnError() {
    assertThatThrownBy(() -> EventCodec.read(new PackedReader(new byte[] {99})))
        .hasMessageContaining("unknown event form 99");
  }
}
