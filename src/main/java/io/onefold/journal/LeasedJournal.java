package io.onefold.journal;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A journal that confirms nothing while this node may not believe that its shards are still its
 * own: what is appended then is unknown, though it may stand, and the owner asks again.
 *
 * <p>Whether it may is asked after the batch was written, since the time that the writing takes is
 * what the belief may be too old for.
 *
 * <p><b>Threading.</b> As the journal behind it; the belief is asked on the caller's context.
 */
public record LeasedJournal(ShardJournal journal, BooleanSupplier mayServe)
    implements ShardJournal {

  private static final String LAPSED = "no majority of the cluster was heard of late";

  @Override
  public Future<Appended> append(Batch batch) {
    return journal
        .append(batch)
        .map(
            appended ->
                appended instanceof Appended.Committed && !mayServe.getAsBoolean()
                    ? new Appended.Unknown(new IllegalStateException(LAPSED))
                    : appended);
  }

  @Override
  public Future<Tail> takeOver(int shard, UUID writer) {
    return journal.takeOver(shard, writer);
  }

  @Override
  public Future<ReadEnd> read(int shard, long fromSeqExclusive, Consumer<Batch> each) {
    return journal.read(shard, fromSeqExclusive, each);
  }

  @Override
  public Future<List<Batch>> readExact(int shard, long[] seqs) {
    return journal.readExact(shard, seqs);
  }

  @Override
  public Future<Boolean> holds(int shard, long checkpointSeq) {
    return journal.holds(shard, checkpointSeq);
  }

  @Override
  public Future<Void> trim(int shard, long upToSeq) {
    return journal.trim(shard, upToSeq);
  }

  @Override
  public Future<Void> purge(int shard, long upToSeq) {
    return journal.purge(shard, upToSeq);
  }

  @Override
  public Future<Put> putCheckpoint(Checkpoint checkpoint) {
    return journal.putCheckpoint(checkpoint);
  }

  @Override
  public Future<Loaded> checkpoint(int shard, Optional<String> id) {
    return journal.checkpoint(shard, id);
  }
}
