package io.onefold.journal.hazelcast.grid;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.io.IOException;
import java.util.Map;

/**
 * What a copy does once the owner has written: the same, unconditionally.
 *
 * <p><b>Threading.</b> Carried out on a partition's thread.
 */
final class CopiedWrite
    implements EntryProcessor<Object, byte[], byte[]>, IdentifiedDataSerializable {

  private static final long serialVersionUID = 1L;

  private byte[] mine = Grid.NOTHING;

  CopiedWrite() {}

  CopiedWrite(byte[] mine) {
    this.mine = mine;
  }

  @Override
  public byte[] process(Map.Entry<Object, byte[]> entry) {
    entry.setValue(mine);
    return null;
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
  }

  @Override
  public void readData(ObjectDataInput in) throws IOException {
    mine = in.readByteArray();
  }
}
