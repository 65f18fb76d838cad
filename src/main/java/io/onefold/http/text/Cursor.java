package io.onefold.http.text;

import io.onefold.event.Hash128;
import io.onefold.message.HistoryPage.Position;
import io.onefold.message.QuarantinePage.Place;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;

/**
 * A place in a timeline, or in another list, as callers hold it: 32 letters, digits, dashes and
 * underscores, which mean nothing to them.
 *
 * <p><b>Threading.</b> Stateless.
 */
public final class Cursor {

  private static final int BYTES = 3 * Long.BYTES;
  private static final int CHARS = 32;

  private Cursor() {}

  public static String format(Position position) {
    return format(position.atMs(), position.arrival(), position.fingerprint());
  }

  public static String format(Place place) {
    return format(place.atMs(), place.identifier().hi(), place.identifier().lo());
  }

  private static String format(long atMs, long second, long third) {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    bytes.putLong(atMs).putLong(second).putLong(third);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /** The place that {@link #format} wrote, empty when {@code text} is anything else. */
  public static Optional<Position> parse(String text) {
    return read(text).map(b -> new Position(b.getLong(), b.getLong(), b.getLong()));
  }

  /** The same of a place in the quarantine. */
  public static Optional<Place> parseQuarantine(String text) {
    return read(text).map(b -> new Place(b.getLong(), new Hash128(b.getLong(), b.getLong())));
  }

  private static Optional<ByteBuffer> read(String text) {
    if (text.length() != CHARS) {
      return Optional.empty();
    }
    try {
      return Optional.of(ByteBuffer.wrap(Base64.getUrlDecoder().decode(text)));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
