package io.onefold.identity;

import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import java.util.UUID;

/**
 * Packs the text of a message id. Most are UUIDs, whose 36 characters fit into 16 bytes; a profile
 * keeps one for every link, so the difference shows.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class MessageIdText {

  private static final int TEXT = 0;
  private static final int UUID_FORM = 1;
  private static final int UUID_CHARS = 36;

  private MessageIdText() {}

  static void write(PackedWriter out, String text) {
    UUID uuid = text.length() == UUID_CHARS ? uuid(text) : null;
    if (uuid == null) {
      out.u8(TEXT).string(text);
    } else {
      out.u8(UUID_FORM);
      out.i64(uuid.getMostSignificantBits()).i64(uuid.getLeastSignificantBits());
    }
  }

  static String read(PackedReader in) {
    return in.u8() == UUID_FORM ? new UUID(in.i64(), in.i64()).toString() : in.string();
  }

  private static UUID uuid(String text) {
    try {
      UUID uuid = UUID.fromString(text);
      return uuid.toString().equals(text) ? uuid : null;
    } catch (IllegalArgumentException notOne) {
      return null;
    }
  }
}
