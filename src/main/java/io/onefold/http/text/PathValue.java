package io.onefold.http.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Undoes the percent-encoding of a segment of a path. A plus sign stays one, unlike in a query.
 *
 * <p><b>Threading.</b> Stateless.
 */
public final class PathValue {

  private PathValue() {}

  /** The text of a segment; empty when it is not UTF-8 behind well-formed escapes. */
  public static Optional<String> decode(String segment) {
    if (segment.indexOf('%') < 0) {
      return Optional.of(segment);
    }
    ByteBuffer bytes = ByteBuffer.allocate(segment.length() * 4);
    int at = 0;
    while (at < segment.length()) {
      char c = segment.charAt(at);
      if (c == '%') {
        int octet = octet(segment, at + 1);
        if (octet < 0) {
          return Optional.empty();
        }
        bytes.put((byte) octet);
        at += 3;
      } else {
        int next = segment.offsetByCodePoints(at, 1);
        bytes.put(segment.substring(at, next).getBytes(StandardCharsets.UTF_8));
        at = next;
      }
    }
    return text(bytes.flip());
  }

  private static int octet(String segment, int at) {
    if (at + 2 > segment.length()) {
      return -1;
    }
    int high = Character.digit(segment.charAt(at), 16);
    int low = Character.digit(segment.charAt(at + 1), 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }

  private static Optional<String> text(ByteBuffer bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(bytes)
              .toString());
    } catch (CharacterCodingException notUtf8) {
      return Optional.empty();
    }
  }
}
