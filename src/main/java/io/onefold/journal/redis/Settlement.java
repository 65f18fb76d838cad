package io.onefold.journal.redis;

import io.onefold.journal.Appended;
import io.onefold.journal.CheckpointId;
import io.onefold.journal.connection.RedisAwayException;
import io.onefold.journal.connection.RedisFailure;
import io.onefold.journal.connection.RedisLink;
import io.onefold.journal.lane.LanePosition;
import io.onefold.journal.lane.PendingAppend;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds out what became of an append whose reply did not come, or said no. Redis's single primary
 * is the only copy that counts, so reading it decides.
 *
 * <pre>
 *   other connection than before: is my last entry still there, or in the current checkpoint?
 *       no ──────────────────────────────▶ Behind
 *   read the id: mine ───────────────────▶ Committed
 *                another's ──────────────▶ Fenced
 *                absent: add it
 *                    added ──────────────▶ Committed
 *                    not above last id ──▶ read the id once more: mine, another's, or still absent:
 *                                          a later id was faster ──▶ Fenced
 *                    no stream ──────────▶ Behind, or nothing lost: write my EPOCH, ask again
 *                    refused, no reply ──▶ Unknown: the lane asks again
 * </pre>
 *
 * <p><b>Threading.</b> Confined to the context of its link.
 */
final class Settlement {

  private final WalStream stream;
  private final RedisLink link;
  private final Supplier<Future<Optional<CheckpointId>>> currentCheckpoint;

  Settlement(WalStream stream, Supplier<Future<Optional<CheckpointId>>> currentCheckpoint) {
    this.stream = stream;
    this.link = stream.link();
    this.currentCheckpoint = currentCheckpoint;
  }

  /**
   * One attempt's result.
   *
   * @param checkedGeneration the last connection on which the owner's last entry was found
   */
  record Settled(Appended appended, long checkedGeneration) {}

  /** Makes one attempt. Fails when there is no connection in time. */
  Future<Settled> settle(PendingAppend append, LanePosition position, long checkedGeneration) {
    return link.whenUp(link.settings().giveUpAfterMs())
        .compose(
            up ->
                link.generation() == checkedGeneration
                    ? find(append, position, checkedGeneration)
                    : check(append, position, link.generation()));
  }

  /** Tells what became of a batch at or below the last one that is known to stand. */
  Future<Appended> committedBefore(PendingAppend append) {
    return stream
        .entry(StreamId.of(append))
        .map(found -> found.map(entry -> judge(entry, append)).orElse(new Appended.Committed()))
        .recover(thrown -> Future.succeededFuture(new Appended.Unknown(thrown)));
  }

  /**
   * Whether the current checkpoint is at {@code checkpointSeq} or later, and the owner's last entry
   * is there or in it. The entry is asked for first: one that is trimmed in between is in the
   * checkpoint that is seen then.
   */
  Future<Boolean> holds(LanePosition position, long checkpointSeq) {
    return stream
        .entry(StreamId.lastOf(position))
        .compose(
            last ->
                currentCheckpoint
                    .get()
                    .map(current -> current.map(CheckpointId::seq).orElse(0L))
                    .map(
                        seq ->
                            seq >= checkpointSeq
                                && (seq >= position.lastSeq()
                                    || last.filter(entry -> entry.isLastOf(position))
                                        .isPresent())));
  }

  private Future<Settled> check(PendingAppend append, LanePosition position, long generation) {
    return stream
        .entry(StreamId.lastOf(position))
        .compose(
            last ->
                last.filter(entry -> entry.isLastOf(position)).isPresent()
                    ? Future.succeededFuture(true)
                    : nothingLost(position))
        .compose(
            there ->
                there
                    ? find(append, position, generation)
                    : settled(new Appended.Behind(position.lastSeq()), generation));
  }

  /** Whether all that this owner built on is safe without its entries in the stream. */
  private Future<Boolean> nothingLost(LanePosition position) {
    return position.lastSeq() == 0
        ? Future.succeededFuture(true)
        : currentCheckpoint
            .get()
            .map(current -> current.filter(id -> id.seq() >= position.lastSeq()).isPresent());
  }

  private Future<Settled> find(PendingAppend append, LanePosition position, long generation) {
    return stream
        .entry(StreamId.of(append))
        .compose(
            found ->
                found.isPresent()
                    ? settled(judge(found.get(), append), generation)
                    : add(append, position, generation));
  }

  private Future<Settled> add(PendingAppend append, LanePosition position, long generation) {
    return stream
        .append(StreamId.of(append), append.encoded())
        .transform(
            added ->
                added.succeeded()
                    ? added(added.result(), position, generation)
                    : refused(added.cause(), append, generation));
  }

  private Future<Settled> added(Response id, LanePosition position, long generation) {
    return id != null
        ? settled(new Appended.Committed(), generation)
        : nothingLost(position)
            .compose(
                safe ->
                    safe
                        ? epochAgain(position, generation)
                        : settled(new Appended.Behind(position.lastSeq()), generation));
  }

  private Future<Settled> epochAgain(LanePosition position, long generation) {
    return stream
        .epoch(position.epoch(), position.writer())
        .transform(
            written ->
                settled(
                    new Appended.Unknown(new RedisAwayException("there was no stream")),
                    generation));
  }

  private Future<Settled> refused(Throwable thrown, PendingAppend append, long generation) {
    return switch (RedisFailure.of(thrown)) {
      case NOT_ABOVE_LAST_ID ->
          stream.entry(StreamId.of(append)).compose(now -> after(now, append, generation));
      case REFUSED, AWAY -> settled(new Appended.Unknown(thrown), generation);
    };
  }

  private Future<Settled> after(Optional<WalEntry> found, PendingAppend append, long generation) {
    return found.isPresent()
        ? settled(judge(found.get(), append), generation)
        : stream
            .top()
            .compose(top -> settled(new Appended.Fenced(top.epoch(), top.writer()), generation));
  }

  private static Appended judge(WalEntry found, PendingAppend append) {
    return found.isBatch(append.batch().writer(), append.crc())
        ? new Appended.Committed()
        : new Appended.Fenced(found.id().epoch(), found.writer().orElse(WalStream.NOBODY));
  }

  private static Future<Settled> settled(Appended appended, long generation) {
    return Future.succeededFuture(new Settled(appended, generation));
  }
}
