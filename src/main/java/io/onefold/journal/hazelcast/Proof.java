package io.onefold.journal.hazelcast;

import io.onefold.journal.hazelcast.grid.Grid;
import io.onefold.journal.hazelcast.grid.Place;
import io.onefold.journal.hazelcast.grid.Stamp;
import io.onefold.journal.hazelcast.grid.Written;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;

/**
 * Writes, and says when what was written stands on all copies.
 *
 * <pre>
 *   stamp ── not ours ───────────▶ Elsewhere
 *     │ a copy has no member ────▶ Unproven: wait, write again
 *     ▼ held
 *   write ── refused ────────────▶ Refused, with what stands there
 *     │ failed ──────────────────▶ Unproven: perhaps it stands, perhaps on one copy only
 *     ▼ confirmed
 *   stamp ── another than before ▶ Unproven: a copy may have come too late for it
 *     ▼ the same
 *   Proven
 * </pre>
 *
 * <p>What is unproven is written again, on the condition that it stands there or that what was
 * expected does. It is never read to find out: the owner may have it, and the copy not.
 *
 * <p><b>Threading.</b> Confined to the context of its grid.
 *
 * <p><b>Source.</b> The first form, which read, lost acknowledged batches on three members under
 * kill, stop and cut links; this one lost none.
 */
final class Proof {

  private final Grid grid;

  Proof(Grid grid) {
    this.grid = grid;
  }

  /** What one try came to. */
  sealed interface Try {

    /** It stands on all copies; they were held as the stamp says. */
    record Proven(Stamp.Held stamp) implements Try {}

    /** Something else stands there. */
    record Refused(Written.Refused by) implements Try {}

    /**
     * It may stand.
     *
     * @param stood whether it was seen standing
     */
    record Unproven(boolean stood, Throwable cause) implements Try {}

    /** This node cannot write here any more. */
    record Elsewhere() implements Try {}
  }

  /** Tries once. */
  Future<Try> once(Place place, byte[] expected, byte[] mine) {
    return switch (grid.stamp(place.shard())) {
      case Stamp.Elsewhere elsewhere -> Future.succeededFuture(new Try.Elsewhere());
      case Stamp.Unassigned unassigned ->
          Future.succeededFuture(
              unproven(false, "a copy of shard " + place.shard() + " is missing"));
      case Stamp.Held held ->
          grid.write(place, expected, mine)
              .transform(written -> Future.succeededFuture(judge(place, held, written)));
    };
  }

  /**
   * Tries until the write is proven or refused.
   *
   * @return the stamp, or what stands there
   */
  Future<Try> until(Patience patience, Place place, byte[] expected, byte[] mine) {
    return once(place, expected, mine)
        .compose(
            tried ->
                switch (tried) {
                  case Try.Proven proven -> Future.succeededFuture(proven);
                  case Try.Refused refused -> Future.succeededFuture(refused);
                  case Try.Elsewhere elsewhere ->
                      Future.failedFuture(new NotOwnerException(place.shard()));
                  case Try.Unproven(boolean stood, Throwable cause) ->
                      patience.isOver()
                          ? Future.failedFuture(new UnprovenException("" + place, cause))
                          : pause()
                              .compose(v -> until(patience, place, stood ? mine : expected, mine));
                });
  }

  /** Completes a little later. */
  Future<Void> pause() {
    Promise<Void> over = Promise.promise();
    grid.timer(JournalSettings.PAUSE_MS, over::complete);
    return over.future();
  }

  private Try judge(Place place, Stamp.Held before, AsyncResult<Written> written) {
    if (written.failed()) {
      return new Try.Unproven(false, written.cause());
    }
    return switch (written.result()) {
      case Written.Refused refused -> new Try.Refused(refused);
      case Written.Done done ->
          grid.stamp(place.shard()).equals(before)
              ? new Try.Proven(before)
              : unproven(true, "who holds shard " + place.shard() + " changed");
    };
  }

  private static Try unproven(boolean stood, String why) {
    return new Try.Unproven(stood, new UnprovenException(why, null));
  }
}
