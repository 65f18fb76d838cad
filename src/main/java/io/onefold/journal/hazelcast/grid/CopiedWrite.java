package io.onefold.journal.hazelcast.grid;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * What a copy does once the owner has written: the same, whatever stands there. Only to one who was
 * the owner before a record of a higher epoch came it says no, by not confirming.
 *
 * <p><b>Threading.</b> Carried out on a partition's thread.
 */
final class CopiedWrite
    implements EntryProcessor<Object, byte[], byte[]>, IdentifiedDataSerializable {

  private static final long serialVersionUID = 1L;

  private byte[] mine = Grid.NOTHING;
  private boolean hasEpoch;

  CopiedWrite() {}

  CopiedWrite(byte[] mine, boolean hasEpoch) {
    this.mine = mine;
    this.hasEpoch = hasEpoch;
  }

  @Override
  public byte[] process(Map.Entry<Object, byte[]> entry) {
    byte[] there = entry.getValue();
    if (hasEpoch && there != null && epoch(there) > epoch(mine)) {
      throw new IllegalStateException(
          "epoch " + epoch(mine) + " may not replace epoch " + epoch(there));
    }
    entry.setValue(mine);
    return null;
  }

  private static long epoch(byte[] record) {
    return ByteBuffer.wrap(record).getLong(Grid.EPOCH_AT);
  }

  @Override
  public int getFactoryId() {
    return GridTypes.FACTORY;
  }

  @Override
  public int getClassId() {
    return GridTypes.COPIED_WRITE;
  }

  @Override
  public void writeData(ObjectDataOutput out) throws IOException {
    out.writeByteArray(mine);
    out.writeBoolean(hasEpoch);
  }

  @Override
  public void readData(ObjectDataInput in) throws IOException {
    mine = in.readByteArray();
    hasEpoch = in.readBoolean();
  }
}
