package io.onefold.journal.lane;

import io.onefold.journal.Appended;
import io.onefold.journal.Batch;
import io.onefold.journal.BatchCodec;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Arrays;

/**
 * A batch that was handed in and not yet answered.
 *
 * <p><b>Threading.</b> Confined to the context of its lane.
 */
public final class PendingAppend {

  private final Batch batch;
  private final byte[] encoded;
  private final Promise<Appended> promise = Promise.promise();
  private boolean answered;
  private boolean standing;
  private boolean seen;

  PendingAppend(Batch batch) {
    this.batch = batch;
    this.encoded = BatchCodec.encode(batch);
  }

  public Batch batch() {
    return batch;
  }

  public byte[] encoded() {
    return encoded;
  }

  public int crc() {
    return BatchCodec.crcOf(encoded);
  }

  /** Notes that the batch was found at its place, on however many copies. */
  public void seen() {
    seen = true;
  }

  /** Whether it was ever found at its place: if it is not there any more, it was lost. */
  public boolean wasSeen() {
    return seen;
  }

  Future<Appended> future() {
    return promise.future();
  }

  boolean isSame(PendingAppend other) {
    return Arrays.equals(encoded, other.encoded);
  }

  /** The store, or the lack of it, has answered the first attempt. */
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
