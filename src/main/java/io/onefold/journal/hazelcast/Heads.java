package io.onefold.journal.hazelcast;

import io.onefold.journal.CorruptJournalException;
import io.onefold.journal.ReadEnd;
import io.onefold.journal.hazelcast.grid.Grid;
import io.onefold.journal.hazelcast.grid.Place;
import io.onefold.journal.hazelcast.grid.Stamp;
import io.vertx.core.Future;
import java.util.function.Function;

/**
 * The head of one shard: reads it, and moves it from what was read to what shall be.
 *
 * <p><b>Threading.</b> Confined to the context of its grid.
 *
 * <p><b>Errors.</b> {@link CorruptJournalException} when it is damaged.
 */
final class Heads {

  private final Grid grid;
  private final int shard;
  private final Proof proof;

  Heads(Grid grid, int shard) {
    this.grid = grid;
    this.shard = shard;
    this.proof = new Proof(grid);
  }

  /**
   * A head as it was read.
   *
   * @param stored the bytes, the condition of the next write
   */
  record Read(Head head, byte[] stored) {

    /** Whether there was none. */
    boolean isNew() {
      return stored.length == 0;
    }
  }

  /**
   * A head as it was written.
   *
   * @param stamp under which that was proven
   */
  record Changed(Head head, Stamp.Held stamp) {}

  Future<Read> read() {
    return grid.read(Place.head(shard)).compose(this::decode);
  }

  /**
   * Reads the head, has it changed, and writes it, as often as somebody else is faster.
   *
   * @param change gives the head to be written, or throws what the call fails with
   */
  Future<Changed> change(Patience patience, Function<Read, Head> change) {
    return read()
        .compose(
            now -> {
              Head next = change.apply(now);
              return proof
                  .until(patience, Place.head(shard), now.stored(), next.encode())
                  .compose(
                      tried ->
                          tried instanceof Proof.Try.Proven(Stamp.Held stamp)
                              ? Future.succeededFuture(new Changed(next, stamp))
                              : again(patience, change));
            });
  }

  private Future<Changed> again(Patience patience, Function<Read, Head> change) {
    return patience.isOver()
        ? Future.failedFuture(new UnprovenException("head of shard " + shard, null))
        : change(patience, change);
  }

  private Future<Read> decode(byte[] stored) {
    if (stored.length == 0) {
      return Future.succeededFuture(new Read(Head.none(shard), stored));
    }
    return Head.decode(shard, stored)
        .map(head -> Future.succeededFuture(new Read(head, stored)))
        .orElseGet(
            () ->
                Future.failedFuture(
                    new CorruptJournalException(
                        new ReadEnd.Corrupt(shard, 0, "the head of the shard is damaged"))));
  }
}
