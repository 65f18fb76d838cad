package io.onefold.message.wire;

import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The head of all that goes from node to node: the number of the format, and what kind of freight
 * follows. Behind it nothing may be left over.
 *
 * <p><b>Threading.</b> Constants.
 */
public final class WireFormat {

  /**
   * Rises with every change of what follows: of these codecs, of an event, and of the states that a
   * message carries as bytes. A reader refuses what is newer than itself.
   */
  public static final int NUMBER = 1;

  private WireFormat() {}

  static PackedWriter begin(Freight.Kind kind, PackedWriter out) {
    return out.u8(NUMBER).u8(kind.ordinal());
  }

  static Freight.Kind kind(byte[] bytes) {
    return guarded(() -> head(new PackedReader(bytes)));
  }

  /** Reads the whole of what follows the head, or throws {@link WireException}. */
  static <T> T read(byte[] bytes, Freight.Kind expected, Function<PackedReader, T> body) {
    return guarded(
        () -> {
          PackedReader in = new PackedReader(bytes);
          Freight.Kind kind = head(in);
          if (kind != expected) {
            throw WireException.damaged(kind + " where there should be " + expected);
          }
          T read = body.apply(in);
          if (in.hasMore()) {
            throw WireException.damaged("ends at " + in.position() + " of " + bytes.length);
          }
          return read;
        });
  }

  private static Freight.Kind head(PackedReader in) {
    int number = in.u8();
    if (number > NUMBER) {
      throw WireException.newer(number);
    }
    if (number != NUMBER) {
      throw WireException.damaged("format " + number);
    }
    return Freight.Kind.of(in.u8());
  }

  private static <T> T guarded(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException damage) {
      throw WireException.damaged(damage);
    }
  }
}
