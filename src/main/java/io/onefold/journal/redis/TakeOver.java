package io.onefold.journal.redis;

import io.onefold.journal.CheckpointId;
import io.onefold.journal.CorruptJournalException;
import io.onefold.journal.ReadEnd;
import io.onefold.journal.Tail;
import io.onefold.journal.checkpoint.Anchors;
import io.onefold.journal.connection.RedisFailure;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes a writer the owner of a shard: EPOCH first, then the tail.
 *
 * <pre>
 *   epoch = highest seen + 1 ─▶ add EPOCH ──added──▶ walk from the current checkpoint up to it: final
 *        ▲                         │ not above last id, or no reply
 *        └── another's, absent ── read that id ── mine ──▶ (as added)
 * </pre>
 *
 * <p><b>Threading.</b> Confined to the context of its stream's link.
 */
final class TakeOver {

  private final WalStream stream;
  private final WalReader reader;
  private final Anchors anchors;
  private final UUID writer;
  private final EpochIndex epochs = new EpochIndex();

  TakeOver(WalStream stream, WalReader reader, Anchors anchors, UUID writer) {
    this.stream = stream;
    this.reader = reader;
    this.anchors = anchors;
    this.writer = writer;
  }

  /** Fails with {@link CorruptJournalException} when what stands before the EPOCH is damaged. */
  Future<Tail> run() {
    return stream.lastId().compose(last -> claim(epochAbove(last))).compose(this::tail);
  }

  /** The epochs of the batches that were walked over, and of those to come. */
  EpochIndex epochs() {
    return epochs;
  }

  private long epochAbove(StreamId last) {
    return Math.max(last.epoch(), anchors.currentOrBeginning().epoch()) + 1;
  }

  private Future<Long> claim(long epoch) {
    return stream
        .epoch(epoch, writer)
        .transform(
            added ->
                added.succeeded() ? Future.succeededFuture(epoch) : look(epoch, added.cause()));
  }

  private Future<Long> look(long epoch, Throwable thrown) {
    return switch (RedisFailure.of(thrown)) {
      case REFUSED -> Future.failedFuture(thrown);
      case NOT_ABOVE_LAST_ID, AWAY ->
          stream.entry(new StreamId(epoch, 0)).compose(found -> decide(epoch, found));
    };
  }

  private Future<Long> decide(long epoch, Optional<WalEntry> found) {
    return found.filter(entry -> entry.isEpochOf(writer)).isPresent()
        ? Future.succeededFuture(epoch)
        : stream.lastId().compose(last -> claim(epochAbove(last)));
  }

  private Future<Tail> tail(long epoch) {
    CheckpointId start = anchors.currentOrBeginning();
    return reader
        .walk(start, Optional.of(new StreamId(epoch, 0)), epochs::add)
        .compose(
            end ->
                switch (end) {
                  case ReadEnd.Complete(long lastSeq, int crc) -> {
                    epochs.add(lastSeq + 1, epoch);
                    yield Future.succeededFuture(new Tail(epoch, lastSeq, crc));
                  }
                  case ReadEnd.Corrupt corrupt ->
                      Future.failedFuture(new CorruptJournalException(corrupt));
                  case ReadEnd.Trimmed trimmed ->
                      throw new IllegalStateException("a walk does not see " + trimmed);
                });
  }
}
