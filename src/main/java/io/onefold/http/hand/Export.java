package io.onefold.http.hand;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.onefold.event.Event;
import io.onefold.event.IsoTime;
import io.onefold.event.ProfileId;
import io.onefold.message.HistoryPage;
import io.onefold.message.HistoryPage.Position;
import io.onefold.route.Gateway;
import io.onefold.route.Subject;
import io.onefold.route.Timeline;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * One export on its way: a JSON document that is sent while it is read, page by page of the
 * timeline. It ends with {@code "complete":true}; one that cannot be finished is cut off, so that
 * nobody takes a part for the whole.
 *
 * <pre>
 *   first page ──▶ head ──▶ page ──▶ sent ──▶ next page … ──▶ end
 * </pre>
 *
 * <p><b>Threading.</b> Confined to one event loop. <b>Bounds.</b> Holds one page at a time: the
 * next one is read when it has been sent.
 */
final class Export {

  /** A shard that is busy is asked again for so long: 25 × 200 ms = 5 s. */
  private static final int BUSY_MAX = 25;

  private static final long BUSY_WAIT_MS = 200;
  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
  private static final CharSequence CONTENT_DISPOSITION =
      HttpHeaders.createOptimized("Content-Disposition");

  private final JsonFactory factory = new JsonFactory();
  private final Vertx vertx;
  private final Gateway gateway;
  private final HttpServerResponse response;
  private final ProfileId profile;
  private final HistoryPage page;
  private long sent;

  /**
   * @param page the first page, and how many events each has
   */
  Export(
      Vertx vertx,
      Gateway gateway,
      HttpServerResponse response,
      ProfileId profile,
      HistoryPage page) {
    this.vertx = vertx;
    this.gateway = gateway;
    this.response = response;
    this.profile = profile;
    this.page = page;
  }

  /** Reads the timeline from a place on. */
  Future<Timeline> read(Position before) {
    return gateway.timeline(
        new Subject.Numbered(profile),
        new HistoryPage(page.accountId(), before, page.countMax(), page.type()));
  }

  /**
   * Sends the whole document.
   *
   * @param profileJson the profile, as a reader sees it
   * @param identityJson its identity, as a reader sees it
   * @return the number of events in it; failed when the document was cut off
   */
  Future<Long> send(byte[] profileJson, byte[] identityJson, Timeline.Page first) {
    response
        .setChunked(true)
        .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
        .putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE)
        .putHeader(
            CONTENT_DISPOSITION, "attachment; filename=\"profile-" + profile.text() + ".json\"");
    String head =
        "{\"profile_id\":\""
            + profile.text()
            + "\",\"exported_at\":\""
            + IsoTime.format(System.currentTimeMillis())
            + "\",\"profile\":";
    Buffer begin =
        Buffer.buffer(head)
            .appendBytes(profileJson)
            .appendString(",\"identity\":")
            .appendBytes(identityJson)
            .appendString(",\"timeline\":[");
    return response.write(begin).compose(written -> send(first));
  }

  /** The next page is read when this one is on its way: a slow reader is not overrun. */
  private Future<Long> send(Timeline.Page shown) {
    return response
        .write(items(shown))
        .compose(written -> shown.next().map(this::next).orElseGet(this::end));
  }

  private Future<Long> next(Position before) {
    return page(before, BUSY_MAX).compose(this::send);
  }

  private Future<Timeline.Page> page(Position before, int attempts) {
    return read(before)
        .compose(
            timeline ->
                switch (timeline) {
                  case Timeline.Page more -> Future.succeededFuture(more);
                  case Timeline.Busy _ when attempts > 1 ->
                      later().compose(waited -> page(before, attempts - 1));
                  case Timeline.Busy(var reason) -> Future.failedFuture(reason.code());
                  case Timeline.NotFound() -> Future.failedFuture("profile_not_found");
                });
  }

  private Future<Void> later() {
    Promise<Void> later = Promise.promise();
    vertx.setTimer(BUSY_WAIT_MS, timer -> later.complete());
    return later.future();
  }

  private Future<Long> end() {
    return response.end("],\"event_count\":" + sent + ",\"complete\":true}").map(ended -> sent);
  }

  private Buffer items(Timeline.Page shown) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Event event : shown.events()) {
      if (sent++ > 0) {
        bytes.write(',');
      }
      write(event, bytes);
    }
    return Buffer.buffer(bytes.toByteArray());
  }

  private void write(Event event, ByteArrayOutputStream bytes) {
    try (JsonGenerator out = factory.createGenerator(bytes)) {
      ExportJson.write(event, out);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
  }
}
