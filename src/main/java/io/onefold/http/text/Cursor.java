package io.onefold.http.text;

import io.onefold.message.HistoryPage.Position;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;

/**
 * A place in a timeline as callers hold it: 32 letters, digits, dashes and underscores, which mean
 * nothing to them.
 *
 * <p><b>Threading.</b> Stateless.
 */
public final class Cursor {

  private static final int BYTES = 3 * Long.BYTES;
  private static final int CHARS = 32;

  private Cursor() {}

  public static String format(Position position) {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    bytes.putLong(position.atMs()).putLong(position.arrival()).putLong(position.fingerprint());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /** The place that {@link #format} wrote, empty when {@code text} is anything else. */
  public static Optional<Position> parse(String text) {
    if (text.length() != CHARS) {
      return Optional.empty();
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      return Optional.of(new Position(bytes.getLong(), bytes.getLong(), bytes.getLong()));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
