package io.onefold.message.entrance;

import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * The head of all that clients and nodes say to one another: the number of the format, and who says
 * it.
 *
 * <p><b>Threading.</b> Constants.
 */
public final class EntranceFormat {

  /** Rises with every change that an older reader would not understand. */
  public static final int NUMBER = 1;

  private EntranceFormat() {}

  static PackedWriter begin(UUID from, PackedWriter out) {
    return write(from, out.u8(NUMBER));
  }

  static PackedWriter write(UUID uuid, PackedWriter out) {
    return out.i64(uuid.getMostSignificantBits()).i64(uuid.getLeastSignificantBits());
  }

  static UUID uuid(PackedReader in) {
    return new UUID(in.i64(), in.i64());
  }

  static <T> T read(byte[] bytes, BiFunction<UUID, PackedReader, T> body) throws Unreadable {
    try {
      PackedReader in = new PackedReader(bytes);
      int number = in.u8();
      if (number != NUMBER) {
        throw new Unreadable("format " + number + ", and " + NUMBER + " is known here");
      }
      return body.apply(uuid(in), in);
    } catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException damage) {
      throw new Unreadable("damaged: " + damage.getMessage());
    }
  }
}
