package io.onefold.journal.redis;

import io.onefold.journal.Appended;
import io.onefold.journal.Batch;
import io.onefold.journal.BatchCodec;
import io.vertx.core.Future;
import io.vertx.core.Promise;

/**
 * A batch that was handed in and not yet answered.
 *
 * <p><b>Threading.</b> Confined to the context of its lane.
 */
final class PendingAppend {

  private final Batch batch;
  private final byte[] encoded;
  private final StreamId id;
  private final Promise<Appended> promise = Promise.promise();
  private boolean answered;
  private boolean standing;

  PendingAppend(Batch batch) {
    this.batch = batch;
    this.encoded = BatchCodec.encode(batch);
    this.id = new StreamId(batch.epoch(), batch.seq());
  }

  Batch batch() {
    return batch;
  }

  byte[] encoded() {
    return encoded;
  }

  StreamId id() {
    return id;
  }

  int crc() {
    return BatchCodec.crcOf(encoded);
  }

  Future<Appended> future() {
    return promise.future();
  }

  /** Redis, or the lack of it, has answered the first attempt. */
  void answered(boolean stands) {
    answered = true;
    standing = stands;
  }

  boolean isAnswered() {
    return answered;
  }

  boolean isStanding() {
    return standing;
  }

  void complete(Appended result) {
    promise.tryComplete(result);
  }
}
