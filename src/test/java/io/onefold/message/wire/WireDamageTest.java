package io.onefold.message.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import io.onefold.event.PackedWriter;
import io.onefold.message.Parcel;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WireDamageTest {

  private static final int EACH = 500;

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);
  private final AnyWord any = new AnyWord(random, 4);

  static Stream<Class<?>> forms() {
    return Wired.forms().stream();
  }

  @ParameterizedTest
  @MethodSource("forms")
  void freight_cutAtAnyLength_isDamaged(Class<?> form) {
    byte[] whole = Wired.written(Wired.carrying(form, any)).bytes();
    for (int length = 0; length < whole.length; length++) {
      refused(Arrays.copyOf(whole, length), WireException.Reason.DAMAGED);
    }
  }

  @ParameterizedTest
  @MethodSource("forms")
  void freight_withAnyBitFlipped_isReadWholeOrRefused(Class<?> form) {
    byte[] whole = Wired.written(Wired.carrying(form, any)).bytes();
    for (int bit = 0; bit < whole.length * Byte.SIZE; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      readWholeOrRefused(flipped);
    }
  }

  @ParameterizedTest
  @MethodSource("forms")
  void freight_withBytesReplaced_isReadWholeOrRefused(Class<?> form) {
    byte[] whole = Wired.written(Wired.carrying(form, any)).bytes();
    for (int i = 0; i < EACH; i++) {
      byte[] changed = whole.clone();
      for (int left = random.nextInt(4); left >= 0; left--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      }
      readWholeOrRefused(changed);
    }
  }

  @Test
  void noise_behindAHead_isReadWholeOrRefused() {
    for (int i = 0; i < 10 * EACH; i++) {
      byte[] noise = new byte[2 + random.nextInt(200)];
      random.nextBytes(noise);
      noise[0] = WireFormat.NUMBER;
      noise[1] = (byte) random.nextInt(2);
      readWholeOrRefused(noise);
    }
  }

  @Test
  void freight_ofANewerFormat_isRefusedAsNewer() {
    byte[] bytes = Wired.written(new Parcel(List.of())).bytes();
    bytes[0] = WireFormat.NUMBER + 1;
    WireException refusal = refused(bytes, WireException.Reason.NEWER);
    assertThat(refusal).hasMessage("wire format 2 is newer than 1, the newest known here");
    bytes[0] = 0;
    refused(bytes, WireException.Reason.DAMAGED);
  }

  @Test
  void freight_ofTheOtherKind_isDamaged() {
    Freight parcel = Wired.written(new Parcel(List.of()));
    Freight answers = Wired.written(List.of());
    assertThatExceptionOfType(WireException.class).isThrownBy(parcel::answers);
    assertThatExceptionOfType(WireException.class)
        .isThrownBy(() -> answers.parcel(AnyWord.Waiting::new));
  }

  @Test
  void freight_withMoreBehindIt_isDamaged() {
    byte[] bytes = Wired.written(new Parcel(List.of())).bytes();
    refused(Arrays.copyOf(bytes, bytes.length + 1), WireException.Reason.DAMAGED);
  }

  /** The array for so many items would not fit into any heap of a test. */
  @Test
  void count_beyondWhatIsLeft_isDamagedBeforeAnArrayIsMade() {
    for (Freight.Kind kind : Freight.Kind.values()) {
      for (long count : new long[] {3, Integer.MAX_VALUE - 8, 1L << 40, -1}) {
        PackedWriter out = WireFormat.begin(kind, new PackedWriter(16)).varint(count).u8(1).u8(1);
        refused(out.toBytes(), WireException.Reason.DAMAGED);
      }
    }
  }

  private WireException refused(byte[] bytes, WireException.Reason reason) {
    try {
      Object read = Wired.read(new Freight(bytes));
      return fail("seed %d: read %s", seed, Portrait.of(read));
    } catch (WireException refusal) {
      assertThat(refusal.reason()).as("seed %d", seed).isEqualTo(reason);
      return refusal;
    }
  }

  /** What is read can be written: nothing of it is missing. */
  private void readWholeOrRefused(byte[] bytes) {
    try {
      Wired.written(Wired.read(new Freight(bytes)));
    } catch (WireException refused) {
      assertThat(refused.getMessage()).as("seed %d", seed).isNotBlank();
    } catch (RuntimeException other) {
      throw new AssertionError("seed " + seed, other);
    }
  }
}
