package io.onefold.journal.redis;

import io.onefold.journal.Batch;
import io.onefold.journal.BatchCodec;
import io.onefold.journal.Canary;
import io.onefold.journal.CheckpointId;
import io.onefold.journal.StoreTamper;
import io.onefold.journal.connection.ShardKeys;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/**
 * Tampers with what a journal has in Redis, by way of a client of its own, and with the wire.
 *
 * <p><b>Threading.</b> Confined to the test's thread.
 */
final class RedisTamper implements StoreTamper {

  private final Redis redis;
  private final ShardKeys keys;
  private final FaultProxy wire;

  RedisTamper(Redis redis, ShardKeys keys, FaultProxy wire) {
    this.redis = redis;
    this.keys = keys;
    this.wire = wire;
  }

  @Override
  public void plant(Batch batch) {
    send(
        Request.cmd(Command.XADD)
            .arg(keys.wal(batch.shard()))
            .arg(new StreamId(batch.epoch(), batch.seq()).text())
            .arg(WalEntry.BATCH)
            .arg(BatchCodec.encode(batch)));
  }

  @Override
  public void flipBit(int shard, long epoch, long seq, int bit) {
    StreamId id = new StreamId(epoch, seq);
    rewrite(shard, shard, entry -> entry.id().equals(id) ? flipped(entry, bit) : entry);
  }

  @Override
  public void remove(int shard, long epoch, long seq) {
    send(Request.cmd(Command.XDEL).arg(keys.wal(shard)).arg(new StreamId(epoch, seq).text()));
  }

  @Override
  public void copyLog(int fromShard, int toShard) {
    rewrite(fromShard, toShard, entry -> entry);
  }

  @Override
  public void copyCheckpoints(int fromShard, int toShard) {
    String id = send(Request.cmd(Command.GET).arg(keys.current(fromShard))).toString();
    copy(keys.manifest(fromShard, id), keys.manifest(toShard, id));
    copy(keys.manifests(fromShard), keys.manifests(toShard));
    copy(keys.current(fromShard), keys.current(toShard));
  }

  @Override
  public void flipChunkBit(int shard, String section, int bit) {
    byte[] key = chunk(shard, section);
    byte[] bytes = send(Request.cmd(Command.GET).arg(key)).toBytes();
    bytes[bit / 8] ^= (byte) (1 << bit % 8);
    send(Request.cmd(Command.SET).arg(key).arg(bytes));
  }

  @Override
  public void dropChunk(int shard, String section) {
    send(Request.cmd(Command.DEL).arg(chunk(shard, section)));
  }

  @Override
  public int chunkCount(int shard) {
    return chunks(shard).size();
  }

  /** A dump holds what the files of the server would: marked and packed bytes, too. */
  @Override
  public boolean holdsBytes(int shard, byte[] wanted) {
    send(Request.cmd(Command.CONFIG).arg("SET").arg("rdbcompression").arg("no"));
    return send(Request.cmd(Command.KEYS).arg("onefold:*:" + shard + ":*")).stream()
        .map(key -> send(Request.cmd(Command.DUMP).arg(key.toString())).toBytes())
        .anyMatch(dump -> Canary.isIn(dump, wanted));
  }

  @Override
  public void wipe() {
    send(Request.cmd(Command.FLUSHALL));
  }

  @Override
  public void loseNextReply() {
    wire.loseReplyTo("NOMKSTREAM");
  }

  @Override
  public void loseNextRequest() {
    wire.loseRequest("NOMKSTREAM");
  }

  @Override
  public void stopBeforeSwitch() {
    wire.loseRequests("'moved'", 3);
  }

  /** Replaces a string key. */
  void set(byte[] key, byte[] value) {
    send(Request.cmd(Command.SET).arg(key).arg(value));
  }

  Response send(Request request) {
    return await(redis.send(request));
  }

  /** Streams cannot be changed in place, so the whole one is written anew. */
  private void rewrite(int from, int to, UnaryOperator<WalEntry> change) {
    Request all = Request.cmd(Command.XRANGE).arg(keys.wal(from)).arg("-").arg("+");
    List<WalEntry> entries = new ArrayList<>(WalEntry.list(send(all), new BatchPress()));
    entries.replaceAll(change);
    send(Request.cmd(Command.DEL).arg(keys.wal(to)));
    for (WalEntry entry : entries) {
      send(
          Request.cmd(Command.XADD)
              .arg(keys.wal(to))
              .arg(entry.id().text())
              .arg(entry.field())
              .arg(entry.value()));
    }
  }

  private static WalEntry flipped(WalEntry entry, int bit) {
    byte[] bytes = entry.value().clone();
    bytes[bit / 8] ^= (byte) (1 << bit % 8);
    return new WalEntry(entry.id(), entry.field(), bytes);
  }

  private void copy(byte[] from, byte[] to) {
    send(Request.cmd(Command.COPY).arg(from).arg(to).arg("REPLACE"));
  }

  /** The newest chunk of a section; names begin with the epoch and seq that wrote them. */
  private byte[] chunk(int shard, String section) {
    return chunks(shard).stream()
        .filter(name -> name.contains(":" + section + ":"))
        .max(Comparator.comparingLong(RedisTamper::seqOf))
        .map(name -> keys.chunk(shard, name))
        .orElseThrow();
  }

  private static long seqOf(String chunk) {
    String id = chunk.substring(0, chunk.indexOf(':'));
    return CheckpointId.parse(id + "-00000000").orElseThrow().seq();
  }

  private List<String> chunks(int shard) {
    return send(Request.cmd(Command.SMEMBERS).arg(keys.chunks(shard))).stream()
        .map(Response::toString)
        .toList();
  }

  private static Response await(Future<Response> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException broken) {
      throw new AssertionError(broken);
    }
  }
}
