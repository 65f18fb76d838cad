package io.onefold.http.wire;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/**
 * Collects the body of one request while it streams in, up to a bound.
 *
 * <p>A body that is too large is refused at once, by its announced length or by the byte that
 * passes the bound. What still comes is thrown away, so that a client that reads only after writing
 * gets to see the answer; one that goes on for {@link #DRAIN_BYTES_MAX} is cut off.
 *
 * <p><b>Threading.</b> Confined to the request's event loop. <b>Bounds.</b> Holds at most {@code
 * bytesMax} bytes, and a copy of them at the end.
 */
public final class BodyReader {

  /** Twice the largest batch: who sends more after being refused is not listening. */
  public static final int DRAIN_BYTES_MAX = 8 * 1024 * 1024;

  private static final Buffer NOTHING = Buffer.buffer(0);

  private final HttpServerRequest request;
  private final int bytesMax;
  private final Consumer<byte[]> whole;
  private final Runnable tooLarge;
  private Buffer body = NOTHING;
  private long seenBytes;
  private boolean growing;
  private boolean refused;

  private BodyReader(
      HttpServerRequest request, int bytesMax, Consumer<byte[]> whole, Runnable tooLarge) {
    this.request = request;
    this.bytesMax = bytesMax;
    this.whole = whole;
    this.tooLarge = tooLarge;
  }

  /**
   * Starts to read; to be called in the turn in which the request came.
   *
   * @param whole gets the whole body, unless the connection breaks off before
   * @param tooLarge called instead when the body passes {@code bytesMax}; it answers the request
   */
  public static void read(
      HttpServerRequest request, int bytesMax, Consumer<byte[]> whole, Runnable tooLarge) {
    BodyReader reader = new BodyReader(request, bytesMax, whole, tooLarge);
    request.handler(reader::take).endHandler(end -> reader.finish());
    if (announcedBytes(request) > bytesMax) {
      reader.refuse();
    } else if (expectsContinue(request)) {
      request.response().writeContinue();
    }
  }

  /** Throws the body of a request away that has been answered already. */
  public static void discard(HttpServerRequest request) {
    BodyReader reader = new BodyReader(request, 0, bytes -> {}, () -> {});
    reader.refused = true;
    request.handler(reader::take);
  }

  private void take(Buffer chunk) {
    seenBytes += chunk.length();
    if (refused) {
      cutOffBeyondDrain();
    } else if (seenBytes > bytesMax) {
      refuse();
    } else if (body == NOTHING) {
      body = chunk;
    } else {
      append(chunk);
    }
  }

  /** Most bodies are one chunk, which is taken as it is; more are copied behind each other. */
  private void append(Buffer chunk) {
    if (!growing) {
      growing = true;
      body = Buffer.buffer(2 * (int) seenBytes).appendBuffer(body);
    }
    body.appendBuffer(chunk);
  }

  private void refuse() {
    refused = true;
    body = NOTHING;
    tooLarge.run();
  }

  private void cutOffBeyondDrain() {
    if (seenBytes > DRAIN_BYTES_MAX) {
      request.connection().close();
    }
  }

  private static long announcedBytes(HttpServerRequest request) {
    String announced = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return announced == null ? 0 : Long.parseLong(announced);
  }

  private static boolean expectsContinue(HttpServerRequest request) {
    String expected = request.getHeader(HttpHeaders.EXPECT);
    return expected != null && expected.equalsIgnoreCase("100-continue");
  }

  private void finish() {
    if (!refused) {
      whole.accept(body.getBytes());
    }
  }
}
