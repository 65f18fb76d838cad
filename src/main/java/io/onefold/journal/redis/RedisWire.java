package io.onefold.journal.redis;

import io.onefold.journal.Appended;
import io.onefold.journal.connection.RedisAwayException;
import io.onefold.journal.connection.RedisLink;
import io.onefold.journal.lane.LanePosition;
import io.onefold.journal.lane.LaneWire;
import io.onefold.journal.lane.PendingAppend;
import io.vertx.core.Future;

/**
 * The way from an owner of a shard to its stream in Redis, which is trusted as long as the
 * connection is the one on which the owner's last entry was found.
 *
 * <p><b>Threading.</b> Confined to the context of its stream's link.
 */
final class RedisWire implements LaneWire {

  private static final long NEVER_CHECKED = -1;

  private final WalStream stream;
  private final RedisLink link;
  private final Settlement settlement;
  private long checkedGeneration;

  /**
   * @param checkedGeneration of the link while the take-over ran
   */
  RedisWire(WalStream stream, Settlement settlement, long checkedGeneration) {
    this.stream = stream;
    this.link = stream.link();
    this.settlement = settlement;
    this.checkedGeneration = checkedGeneration;
  }

  RedisLink link() {
    return link;
  }

  @Override
  public boolean isTrusted() {
    return link.isUp() && link.generation() == checkedGeneration;
  }

  @Override
  public Future<Boolean> send(PendingAppend append, LanePosition position) {
    return stream.gather(StreamId.of(append), append.encoded()).map(reply -> reply != null);
  }

  @Override
  public Future<Appended> settle(PendingAppend append, LanePosition position) {
    return settlement
        .settle(append, position, checkedGeneration)
        .map(
            settled -> {
              checkedGeneration = settled.checkedGeneration();
              return settled.appended();
            });
  }

  @Override
  public boolean mayStillFindOut() {
    return true;
  }

  @Override
  public Future<Appended> committedBefore(PendingAppend append) {
    return settlement.committedBefore(append);
  }

  /** Whether the store has what this owner was told that it has. */
  Future<Boolean> holds(LanePosition position, long checkpointSeq) {
    return settlement.holds(position, checkpointSeq);
  }

  @Override
  public void distrust() {
    checkedGeneration = NEVER_CHECKED;
  }

  @Override
  public long giveUpAfterMs() {
    return link.settings().giveUpAfterMs();
  }

  @Override
  public void timer(long afterMs, Runnable action) {
    link.timer(afterMs, action);
  }

  @Override
  public Throwable noAnswer() {
    return new RedisAwayException("no answer in time");
  }
}
