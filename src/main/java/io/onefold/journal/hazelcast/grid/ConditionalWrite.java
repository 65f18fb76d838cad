package io.onefold.journal.hazelcast.grid;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;

/**
 * The one write of the journal, carried out by the partition's owner: if the expected record stands
 * there, or mine already, then mine; otherwise nothing changes, and what stands there is told.
 *
 * <p>When mine is written, the copies are made to hold mine too, though they may hold something
 * else: {@link CopiedWrite}. A copy that looked at the condition itself could refuse, having missed
 * the record before, and confirm all the same.
 *
 * <p><b>Threading.</b> Carried out on a partition's thread; {@code written} is of that run.
 */
final class ConditionalWrite
    implements EntryProcessor<Object, byte[], byte[]>, IdentifiedDataSerializable {

  private static final long serialVersionUID = 1L;

  private byte[] expected = Grid.NOTHING;
  private byte[] mine = Grid.NOTHING;
  private boolean hasEpoch;
  private transient boolean written;

  ConditionalWrite() {}

  /**
   * @param hasEpoch whether what stands there are records of a log
   */
  ConditionalWrite(byte[] expected, byte[] mine, boolean hasEpoch) {
    this.expected = expected;
    this.mine = mine;
    this.hasEpoch = hasEpoch;
  }

  /** Null when mine was written, else what stands there. */
  @Override
  public byte[] process(Map.Entry<Object, byte[]> entry) {
    byte[] there = entry.getValue() == null ? Grid.NOTHING : entry.getValue();
    written = Arrays.equals(there, expected) || Arrays.equals(there, mine);
    if (!written) {
      return there;
    }
    entry.setValue(mine);
    return null;
  }

  /** Asked for after {@link #process}; none when there is nothing to copy. */
  @Override
  public EntryProcessor<Object, byte[], byte[]> getBackupProcessor() {
    return written ? new CopiedWrite(mine, hasEpoch) : null;
  }

  @Override
  public int getFactoryId() {
    return GridTypes.FACTORY;
  }

  @Override
  public int getClassId() {
    return GridTypes.CONDITIONAL_WRITE;
  }

  @Override
  public void writeData(ObjectDataOutput out) throws IOException {
    out.writeByteArray(expected);
    out.writeByteArray(mine);
    out.writeBoolean(hasEpoch);
  }

  @Override
  public void readData(ObjectDataInput in) throws IOException {
    expected = in.readByteArray();
    mine = in.readByteArray();
    hasEpoch = in.readBoolean();
  }
}
