package io.onefold.decode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * A body in the form of a web form with one field of interest, {@code data}.
 *
 * <p><b>Threading.</b> Stateless. <b>Bounds.</b> Unpacking only ever shortens.
 */
final class FormBody {

  private static final byte[] NAME = "data=".getBytes(StandardCharsets.US_ASCII);

  private FormBody() {}

  /** No JSON begins like this. */
  static boolean isForm(byte[] sent) {
    return sent.length >= NAME.length && Arrays.equals(sent, 0, NAME.length, NAME, 0, NAME.length);
  }

  /**
   * What the field holds, out of base64 unless it is an object as it is; empty if it is neither.
   */
  static Optional<byte[]> data(byte[] sent) {
    byte[] value = percentDecoded(sent, NAME.length, end(sent));
    if (value.length > 0 && value[0] == '{') {
      return Optional.of(value);
    }
    try {
      return Optional.of(Base64.getDecoder().decode(standard(value)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static int end(byte[] sent) {
    int at = NAME.length;
    while (at < sent.length && sent[at] != '&') {
      at++;
    }
    return at;
  }

  private static byte[] percentDecoded(byte[] sent, int from, int to) {
    byte[] out = new byte[to - from];
    int length = 0;
    for (int at = from; at < to; at++) {
      byte b = sent[at];
      if (b == '%' && at + 2 < to && hex(sent[at + 1]) >= 0 && hex(sent[at + 2]) >= 0) {
        out[length++] = (byte) (hex(sent[at + 1]) << 4 | hex(sent[at + 2]));
        at += 2;
      } else {
        out[length++] = b == '+' ? (byte) ' ' : b;
      }
    }
    return Arrays.copyOf(out, length);
  }

  private static int hex(byte b) {
    return Character.digit((char) (b & 0xff), 16);
  }

  /**
   * The usual alphabet. A blank was a plus sign that the sender forgot to escape; dash and
   * underscore are the alphabet for URLs.
   */
  private static byte[] standard(byte[] base64) {
    byte[] out = base64.clone();
    for (int i = 0; i < out.length; i++) {
      out[i] =
          switch (out[i]) {
            case ' ', '-' -> '+';
            case '_' -> '/';
            default -> out[i];
          };
    }
    return out;
  }
}
