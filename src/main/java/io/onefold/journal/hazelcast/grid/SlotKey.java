package io.onefold.journal.hazelcast.grid;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import com.hazelcast.partition.PartitionAware;
import java.io.IOException;

/**
 * The key of a place in a shard's log. Two keys are one when their bytes are.
 *
 * <p><b>Threading.</b> Immutable once it was made or read.
 */
final class SlotKey implements PartitionAware<Integer>, IdentifiedDataSerializable {

  private int anchor;
  private long seq;

  SlotKey() {}

  /**
   * @param anchor of the shard, see {@link Anchors}
   */
  SlotKey(int anchor, long seq) {
    this.anchor = anchor;
    this.seq = seq;
  }

  long seq() {
    return seq;
  }

  @Override
  public Integer getPartitionKey() {
    return anchor;
  }

  @Override
  public int getFactoryId() {
    return GridTypes.FACTORY;
  }

  @Override
  public int getClassId() {
    return GridTypes.SLOT_KEY;
  }

  @Override
  public void writeData(ObjectDataOutput out) throws IOException {
    out.writeInt(anchor);
    out.writeLong(seq);
  }

  @Override
  public void readData(ObjectDataInput in) throws IOException {
    anchor = in.readInt();
    seq = in.readLong();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SlotKey key && anchor == key.anchor && seq == key.seq;
  }

  @Override
  public int hashCode() {
    return 31 * anchor + Long.hashCode(seq);
  }
}
