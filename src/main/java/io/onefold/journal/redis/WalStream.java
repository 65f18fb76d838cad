package io.onefold.journal.redis;

import io.onefold.journal.connection.RedisFailure;
import io.onefold.journal.connection.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One shard's stream: the commands of Redis that the journal is made of, and no rules.
 *
 * <p><b>Threading.</b> Confined to the context of its link.
 */
final class WalStream {

  /** Entries trimmed by one command: about half a millisecond in which Redis serves nobody else. */
  private static final int TRIMMED_AT_ONCE_MAX = 200;

  static final UUID NOBODY = new UUID(0, 0);

  private final RedisLink link;
  private final byte[] key;
  private final BatchPress press;

  WalStream(RedisLink link, byte[] key, BatchPress press) {
    this.link = link;
    this.key = key;
    this.press = press;
  }

  /** The highest epoch in a stream, and who wrote there last; nobody when all was trimmed. */
  record Top(long epoch, UUID writer) {}

  RedisLink link() {
    return link;
  }

  /** Sends a batch with the others of this turn; answers null when there is no stream. */
  Future<Response> gather(StreamId id, byte[] batch) {
    return link.gather(add(id, batch));
  }

  /** Sends a batch alone, so that a refusal is surely its own; answers null without a stream. */
  Future<Response> append(StreamId id, byte[] batch) {
    return link.send(add(id, batch));
  }

  /** Writes an EPOCH entry, making the stream when there is none. */
  Future<Void> epoch(long epoch, UUID writer) {
    return link.send(
            Request.cmd(Command.XADD)
                .arg(key)
                .arg(new StreamId(epoch, 0).bytes())
                .arg(WalEntry.EPOCH)
                .arg(new EpochRecord(writer).encode()))
        .mapEmpty();
  }

  /** At most {@code count} entries from an id on, up to and without another one. */
  Future<List<WalEntry>> range(StreamId from, Optional<StreamId> endExclusive, int count) {
    String end = endExclusive.map(id -> "(" + id.text()).orElse("+");
    return link.send(
            Request.cmd(Command.XRANGE).arg(key).arg(from.text()).arg(end).arg("COUNT").arg(count))
        .map(this::list);
  }

  Future<Optional<WalEntry>> entry(StreamId id) {
    return link.send(entryRequest(id)).map(reply -> list(reply).stream().findFirst());
  }

  /** The entries with these ids; those that are not there are left out. */
  Future<List<WalEntry>> entries(List<StreamId> ids) {
    return link.sendAll(ids.stream().map(this::entryRequest).toList())
        .map(replies -> replies.stream().flatMap(reply -> list(reply).stream()).toList());
  }

  /** The highest id ever accepted, of entries that were trimmed too. */
  Future<StreamId> lastId() {
    return link.send(Request.cmd(Command.XINFO).arg("STREAM").arg(key))
        .map(WalStream::lastGeneratedId)
        .recover(WalStream::noStream);
  }

  Future<Top> top() {
    return link.send(Request.cmd(Command.XREVRANGE).arg(key).arg("+").arg("-").arg("COUNT").arg(1))
        .compose(
            reply -> {
              List<WalEntry> last = list(reply);
              return last.isEmpty()
                  ? lastId().map(id -> new Top(id.epoch(), NOBODY))
                  : Future.succeededFuture(top(last.getFirst()));
            });
  }

  /** Drops all entries below an id. */
  Future<Void> trim(StreamId first) {
    Request some =
        Request.cmd(Command.XTRIM)
            .arg(key)
            .arg("MINID")
            .arg("~")
            .arg(first.text())
            .arg("LIMIT")
            .arg(TRIMMED_AT_ONCE_MAX);
    return link.send(some).compose(gone -> gone.toLong() > 0 ? trim(first) : trimRest(first));
  }

  /** What is left of the last node that holds entries to be trimmed. */
  private Future<Void> trimRest(StreamId first) {
    return link.send(Request.cmd(Command.XTRIM).arg(key).arg("MINID").arg("=").arg(first.text()))
        .mapEmpty();
  }

  /**
   * Drops all entries below an id, and their bytes. Redis keeps entries in nodes of up to a hundred
   * and only marks those that are trimmed from a node of which others stay: their bytes would go on
   * into every file that is written. So what stays is written anew, as a whole.
   */
  Future<Void> purge(StreamId first) {
    return trim(first).compose(trimmed -> StreamCopy.replace(link, key)).mapEmpty();
  }

  private List<WalEntry> list(Response reply) {
    return WalEntry.list(reply, press);
  }

  private Request add(StreamId id, byte[] batch) {
    byte[] stored = press.press(batch);
    return Request.cmd(Command.XADD)
        .arg(key)
        .arg("NOMKSTREAM")
        .arg(id.bytes())
        .arg(stored == batch ? WalEntry.BATCH : WalEntry.PRESSED)
        .arg(stored);
  }

  private Request entryRequest(StreamId id) {
    return Request.cmd(Command.XRANGE).arg(key).arg(id.text()).arg(id.text());
  }

  private static Top top(WalEntry last) {
    return new Top(last.id().epoch(), last.writer().orElse(NOBODY));
  }

  private static StreamId lastGeneratedId(Response info) {
    for (int i = 0; i + 1 < info.size(); i += 2) {
      if ("last-generated-id".equals(info.get(i).toString())) {
        return StreamId.parse(info.get(i + 1).toString());
      }
    }
    throw new IllegalStateException("XINFO STREAM without last-generated-id");
  }

  private static Future<StreamId> noStream(Throwable thrown) {
    boolean none =
        RedisFailure.of(thrown) == RedisFailure.REFUSED
            && String.valueOf(thrown.getMessage()).contains("no such key");
    return none ? Future.succeededFuture(StreamId.NONE) : Future.failedFuture(thrown);
  }
}
