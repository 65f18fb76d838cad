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

  private final int shard;
  private final RedisLink link;
  private final ShardKeys keys;
  private final Bounds bounds;
  private Future<HistorySegments> segments;
  private HistoryScript script;
  private Future<Void> last = Future.succeededFuture();

  ShardHistory(int shard, RedisLink link, ShardKeys keys, Bounds bounds) {
    this.shard = shard;
    this.link = link;
    this.keys = keys;
    this.bounds = bounds;
    this.script = new HistoryScript(keys, shard, 0);
  }

  /** Writes as the owner of this epoch; others may have written before. */
  void own(long epoch) {
    script = new HistoryScript(keys, shard, epoch);
    segments = null;
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
                    ? Future.succeededFuture(true)
                    : link.work(() -> rewritten(number, profile, value.toBytes(), filter))
                        .compose(rest -> replace(known, number, profile, value.toBytes(), rest)))
        .compose(
            done -> forget(known, done ? left.subList(1, left.size()) : left, profile, filter));
  }

  private byte[] rewritten(long number, ProfileId profile, byte[] value, RouteFilter filter) {
    HistoryRewrite rewrite = new HistoryRewrite(profile, filter);
    return rewrite
        .apply(value)
        .orElseThrow(
            () -> new CorruptHistoryException(shard, number, profile, rewrite.damagedAt()));
  }

  /** False when the frames are not what they were, and have to be looked at again. */
  private Future<Boolean> replace(
      HistorySegments known, long number, ProfileId profile, byte[] frames, byte[] rest) {
    if (Arrays.equals(frames, rest)) {
      return Future.succeededFuture(true);
    }
    Segment after = HistoryScript.shrunk(known.get(number), frames, rest);
    HistoryScript owner = script;
    return link.send(owner.replace(number, after, profile, frames, rest))
        .map(
            answer -> {
              boolean done = owner.checked(answer) == 1;
              if (done) {
                known.put(number, after);
              }
              return done;
            });
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
    HistoryScript owner = script;
    return link.work(() -> frames(window))
        .compose(frames -> link.send(owner.append(number, known.get(number), nowMs, frames)))
        .map(
            answer -> {
              known.put(number, known.get(number).grown(owner.checked(answer), nowMs));
              return null;
            });
  }

  private static HistoryScript.Frames frames(List<HistoryPage> window) {
    return new HistoryScript.Frames(
        window.stream().map(page -> id(page.profile())).toList(),
        window.stream().map(HistoryFrame::encode).toList());
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
}
