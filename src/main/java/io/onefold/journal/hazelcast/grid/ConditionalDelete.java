package io.onefold.journal.hazelcast.grid;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * Empties a place of a log unless it holds a record of a higher epoch. The copies are emptied even
 * if the owner's place was empty: one may have missed it.
 *
 * <p><b>Threading.</b> Carried out on a partition's thread; {@code deleted} is of that run.
 */
final class ConditionalDelete
    implements EntryProcessor<SlotKey, byte[], Boolean>, IdentifiedDataSerializable {

  private static final long serialVersionUID = 1L;

  private long epochMax;
  private transient boolean deleted;

  ConditionalDelete() {}

  ConditionalDelete(long epochMax) {
    this.epochMax = epochMax;
  }

  @Override
  public Boolean process(Map.Entry<SlotKey, byte[]> entry) {
    byte[] there = entry.getValue();
    deleted = there == null || ByteBuffer.wrap(there).getLong(Grid.EPOCH_AT) <= epochMax;
    if (deleted && there != null) {
      entry.setValue(null);
    }
    return deleted;
  }

  @Override
  public EntryProcessor<SlotKey, byte[], Boolean> getBackupProcessor() {
    return deleted ? new CopiedDelete() : null;
  }

  @Override
  public int getFactoryId() {
    return GridTypes.FACTORY;
  }

  @Override
  public int getClassId() {
    return GridTypes.CONDITIONAL_DELETE;
  }

  @Override
  public void writeData(ObjectDataOutput out) throws IOException {
    out.writeLong(epochMax);
  }

  @Override
  public void readData(ObjectDataInput in) throws IOException {
    epochMax = in.readLong();
  }
}
