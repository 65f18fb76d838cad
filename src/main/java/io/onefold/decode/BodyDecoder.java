package io.onefold.decode;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * Unpacks a body. What it is packed into is told by its first bytes, not by its headers: client
 * libraries send gzip without saying so, and JSON under the name of a form.
 *
 * <pre>
 *   1f 8b …        gzip, of one or more members
 *   data=…         a form whose field holds JSON, as such or in base64
 *   anything else  is taken as it is
 * </pre>
 *
 * <p><b>Threading.</b> Free to share.
 *
 * <p><b>Bounds.</b> {@link DecodeLimits#bodyBytesMax} bytes when unpacked; unpacking stops at the
 * first byte beyond, so a gzip bomb costs no more than an honest body. There is no bound on the
 * ratio: an honest, repetitive batch shrinks to a ninetieth. The bound on the bytes as sent is the
 * caller's.
 */
public final class BodyDecoder {

  private static final int GZIP_0 = 0x1f;
  private static final int GZIP_1 = 0x8b;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final int bytesMax;

  public BodyDecoder(DecodeLimits limits) {
    bytesMax = limits.bodyBytesMax();
  }

  /** Unpacks {@code sent}, which is read and perhaps returned, but never written to. */
  public Body decode(byte[] sent) {
    if (isGzip(sent)) {
      return gunzip(sent);
    }
    return FormBody.isForm(sent) ? ofForm(sent) : plain(sent);
  }

  private Body ofForm(byte[] sent) {
    return FormBody.data(sent)
        .map(data -> isGzip(data) ? gunzip(data) : plain(data))
        .orElseGet(
            () ->
                new Malformed(
                    "malformed_form", "data must hold JSON, as it is or in base64", "data"));
  }

  private Body gunzip(byte[] packed) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      // One more than is allowed tells a body of exactly the bound from a longer one.
      return plain(in.readNBytes(bytesMax + 1));
    } catch (IOException e) {
      return new Malformed("malformed_gzip", "the body begins like gzip but is broken", "");
    }
  }

  private Body plain(byte[] bytes) {
    if (bytes.length > bytesMax) {
      return Malformed.tooLarge("the unpacked body", bytesMax);
    }
    return new Body.Json(withoutMark(bytes));
  }

  /** Some editors and languages put it before any text; JSON does not allow it. */
  private static byte[] withoutMark(byte[] bytes) {
    int length = BYTE_ORDER_MARK.length;
    boolean marked =
        bytes.length >= length && Arrays.equals(bytes, 0, length, BYTE_ORDER_MARK, 0, length);
    return marked ? Arrays.copyOfRange(bytes, length, bytes.length) : bytes;
  }

  private static boolean isGzip(byte[] bytes) {
    return bytes.length > 1 && (bytes[0] & 0xff) == GZIP_0 && (bytes[1] & 0xff) == GZIP_1;
  }
}
