package io.onefold.journal.hazelcast.grid;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.util.Map;

/**
 * What a copy does once the owner has emptied a place: the same.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class CopiedDelete
    implements EntryProcessor<SlotKey, byte[], Boolean>, IdentifiedDataSerializable {

  private static final long serialVersionUID = 1L;

  @Override
  public Boolean process(Map.Entry<SlotKey, byte[]> entry) {
    if (entry.getValue() != null) {
      entry.setValue(null);
    }
    return true;
  }

  @Override
  public int getFactoryId() {
    return GridTypes.FACTORY;
  }

  @Override
  public int getClassId() {
    return GridTypes.COPIED_DELETE;
  }

  @Override
  public void writeData(ObjectDataOutput out) {}

  @Override
  public void readData(ObjectDataInput in) {}
}
