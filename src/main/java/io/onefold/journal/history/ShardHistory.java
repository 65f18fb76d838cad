package io.onefold.journal.history;

import io.onefold.event.PackedWriter;
import io.onefold.event.ProfileId;
import io.onefold.journal.HistoryPage;
import io.onefold.journal.connection.RedisLink;
import io.onefold.journal.connection.ShardKeys;
import io.onefold.journal.history.HistorySegments.Bounds;
import io.onefold.journal.history.HistorySegments.Segment;
import io.onefold.message.RouteFilter;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * The history of one shard: one thing at a time, in the order of the calls.
 *
 * <p><b>Threading.</b> Confined to the context of its link; pages are pressed on worker threads.
 */
final class ShardHistory {

  private static final int WINDOW = 256;

  /** What a field of a hash costs beside its value, about: key, pointers, allocation. */
  private static final int FIELD_BYTES = 80;

  private final int shard;
  private final RedisLink link;
  private final ShardKeys keys;
  private final Bounds bounds;
  private Future<HistorySegments> segments;
  private Future<Void> last = Future.succeededFuture();

  ShardHistory(int shard, RedisLink link, ShardKeys keys, Bounds bounds) {
    this.shard = shard;
    this.link = link;
    this.keys = keys;
    this.bounds = bounds;
  }

  RedisLink link() {
    return link;
  }

  /** Appends pages, and drops segments that are too many or too old. */
  Future<Void> write(List<HistoryPage> pages, long nowMs) {
    return inTurn(
        () ->
            segments()
                .compose(known -> write(known, pages, nowMs))
                .onFailure(unfinished -> segments = null));
  }

  /**
   * Takes events of a profile out, segment by segment. Each is rewritten in one command, so that
   * whoever stops half-way has lost nothing else, and may begin again.
   */
  Future<Void> forget(ProfileId profile, RouteFilter filter) {
    return inTurn(
        () ->
            segments()
                .compose(known -> forget(known, known.numbers(), profile, filter))
                .onFailure(unfinished -> segments = null));
  }

  private Future<Void> forget(
      HistorySegments known, List<Long> left, ProfileId profile, RouteFilter filter) {
    if (left.isEmpty()) {
      return Future.succeededFuture();
    }
    long number = left.getFirst();
    return link.send(field(Command.HGET, number, profile))
        .compose(
            value ->
                value == null
                    ? Future.succeededFuture()
                    : link.work(() -> rewritten(number, profile, value.toBytes(), filter))
                        .compose(rest -> replace(known, number, profile, value, rest)))
        .compose(done -> forget(known, left.subList(1, left.size()), profile, filter));
  }

  private byte[] rewritten(long number, ProfileId profile, byte[] value, RouteFilter filter) {
    HistoryRewrite rewrite = new HistoryRewrite(profile, filter);
    return rewrite
        .apply(value)
        .orElseThrow(
            () -> new CorruptHistoryException(shard, number, profile, rewrite.damagedAt()));
  }

  private Future<Void> replace(
      HistorySegments known, long number, ProfileId profile, Response before, byte[] rest) {
    byte[] frames = before.toBytes();
    if (Arrays.equals(frames, rest)) {
      return Future.succeededFuture();
    }
    Request change =
        rest.length == 0
            ? field(Command.HDEL, number, profile)
            : field(Command.HSET, number, profile).arg(rest);
    Segment after =
        known
            .get(number)
            .shrunk(frames.length - rest.length + (rest.length == 0 ? FIELD_BYTES : 0));
    known.put(number, after);
    return link.sendAll(List.of(change, Appendix.known(keys, shard, number, after))).mapEmpty();
  }

  /** All events that are kept of a profile, in the order in which they were committed. */
  Future<List<HistoryPage.Entry>> read(ProfileId profile, long nowMs) {
    return segments()
        .compose(
            known -> {
              List<Long> numbers = known.numbersSince(nowMs - bounds.retentionMs());
              return link.sendAll(
                      numbers.stream().map(n -> field(Command.HGET, n, profile)).toList())
                  .compose(values -> link.work(() -> entries(profile, numbers, values)));
            });
  }

  private Future<Void> inTurn(Supplier<Future<Void>> work) {
    last = last.otherwiseEmpty().compose(done -> work.get());
    return last;
  }

  /** What Redis says at the first call; from then on this is the only writer. */
  private Future<HistorySegments> segments() {
    if (segments == null || segments.failed()) {
      segments =
          link.send(Request.cmd(Command.HGETALL).arg(keys.history(shard)))
              .map(ShardHistory::segments);
    }
    return segments;
  }

  private static HistorySegments segments(Response all) {
    HistorySegments segments = new HistorySegments();
    for (int i = 0; i + 1 < all.size(); i += 2) {
      segments.put(Long.parseLong(all.get(i).toString()), Segment.parse(all.get(i + 1).toString()));
    }
    return segments;
  }

  private Future<Void> write(HistorySegments known, List<HistoryPage> pages, long nowMs) {
    List<Long> old = known.dropOld(nowMs - bounds.retentionMs());
    if (pages.isEmpty()) {
      return link.sendAll(drops(old)).mapEmpty();
    }
    long number = known.writable(bounds, nowMs);
    List<HistoryPage> window = pages.subList(0, Math.min(WINDOW, pages.size()));
    List<HistoryPage> rest = pages.subList(window.size(), pages.size());
    return link.sendAll(drops(old))
        .compose(dropped -> append(known, number, window, nowMs))
        .compose(written -> rest.isEmpty() ? surplus(known) : write(known, rest, nowMs));
  }

  /** Writing may have begun a segment that is one too many. */
  private Future<Void> surplus(HistorySegments known) {
    return link.sendAll(drops(known.dropOld(Long.MIN_VALUE))).mapEmpty();
  }

  /** A segment that is there is always known of, or nobody would ever drop it. */
  private List<Request> drops(List<Long> numbers) {
    List<Request> requests = new ArrayList<>();
    for (long number : numbers) {
      requests.add(Request.cmd(Command.UNLINK).arg(keys.historySegment(shard, number)));
      requests.add(Request.cmd(Command.HDEL).arg(keys.history(shard)).arg(Long.toString(number)));
    }
    return requests;
  }

  private Future<Void> append(
      HistorySegments known, long number, List<HistoryPage> window, long nowMs) {
    Request existing = Request.cmd(Command.HMGET).arg(keys.historySegment(shard, number));
    window.forEach(page -> existing.arg(id(page.profile())));
    return link.send(existing)
        .compose(values -> link.work(() -> Appendix.of(window, values)))
        .compose(
            appendix -> {
              Segment after = known.get(number).grown(appendix.addedBytes(), nowMs);
              known.put(number, after);
              return link.sendAll(appendix.requests(keys, shard, number, after)).mapEmpty();
            });
  }

  private Request field(Command command, long number, ProfileId profile) {
    return Request.cmd(command).arg(keys.historySegment(shard, number)).arg(id(profile));
  }

  private List<HistoryPage.Entry> entries(
      ProfileId profile, List<Long> numbers, List<Response> values) {
    List<HistoryPage.Entry> entries = new ArrayList<>();
    long seen = -1;
    for (int i = 0; i < values.size(); i++) {
      byte[] bytes = values.get(i) == null ? new byte[0] : values.get(i).toBytes();
      for (int at = 0; at < bytes.length; ) {
        int offset = at;
        HistoryFrame frame = HistoryFrame.at(bytes, at).filter(HistoryFrame::isSound).orElse(null);
        if (frame == null) {
          throw new CorruptHistoryException(shard, numbers.get(i), profile, offset);
        }
        entries.addAll(frame.entriesAbove(seen));
        seen = Math.max(seen, frame.toSeq());
        at = frame.end();
      }
    }
    return entries;
  }

  static byte[] id(ProfileId profile) {
    return new PackedWriter(2 * Long.BYTES).profileId(profile).toBytes();
  }

  /** What a window of pages adds to a segment. */
  private record Appendix(List<byte[]> fields, List<byte[]> values, long addedBytes) {

    private static Appendix of(List<HistoryPage> window, Response existing) {
      List<byte[]> fields = new ArrayList<>();
      List<byte[]> values = new ArrayList<>();
      long added = 0;
      for (int i = 0; i < window.size(); i++) {
        HistoryPage page = window.get(i);
        byte[] before = existing.get(i) == null ? new byte[0] : existing.get(i).toBytes();
        if (!contains(before, page)) {
          byte[] frame = HistoryFrame.encode(page);
          fields.add(id(page.profile()));
          values.add(joined(before, frame));
          added += frame.length + (before.length == 0 ? FIELD_BYTES : 0);
        }
      }
      return new Appendix(fields, values, added);
    }

    private static boolean contains(byte[] frames, HistoryPage page) {
      for (int at = 0; at < frames.length; ) {
        HistoryFrame frame = HistoryFrame.at(frames, at).orElse(null);
        if (frame == null) {
          return false;
        }
        if (frame.fromSeq() == page.fromSeq() && frame.toSeq() == page.toSeq()) {
          return true;
        }
        at = frame.end();
      }
      return false;
    }

    private static byte[] joined(byte[] one, byte[] other) {
      byte[] both = Arrays.copyOf(one, one.length + other.length);
      System.arraycopy(other, 0, both, one.length, other.length);
      return both;
    }

    private List<Request> requests(ShardKeys keys, int shard, long number, Segment after) {
      List<Request> requests = new ArrayList<>();
      requests.add(known(keys, shard, number, after));
      if (!fields.isEmpty()) {
        Request set = Request.cmd(Command.HSET).arg(keys.historySegment(shard, number));
        for (int i = 0; i < fields.size(); i++) {
          set.arg(fields.get(i)).arg(values.get(i));
        }
        requests.add(set);
      }
      return requests;
    }

    private static Request known(ShardKeys keys, int shard, long number, Segment segment) {
      return Request.cmd(Command.HSET)
          .arg(keys.history(shard))
          .arg(Long.toString(number))
          .arg(segment.text());
    }
  }
}
