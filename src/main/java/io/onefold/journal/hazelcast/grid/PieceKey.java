package io.onefold.journal.hazelcast.grid;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import com.hazelcast.partition.PartitionAware;
import java.io.IOException;

/**
 * The key of a piece of a checkpoint. Two keys are one when their bytes are.
 *
 * <p><b>Threading.</b> Immutable once it was made or read.
 */
final class PieceKey implements PartitionAware<Integer>, IdentifiedDataSerializable {

  private int anchor;
  private String name = "";

  PieceKey() {}

  /**
   * @param anchor of the shard, see {@link Anchors}
   */
  PieceKey(int anchor, String name) {
    this.anchor = anchor;
    this.name = name;
  }

  String name() {
    return name;
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
    return GridTypes.PIECE_KEY;
  }

  @Override
  public void writeData(ObjectDataOutput out) throws IOException {
    out.writeInt(anchor);
    out.writeString(name);
  }

  @Override
  public void readData(ObjectDataInput in) throws IOException {
    anchor = in.readInt();
    name = in.readString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PieceKey key && anchor == key.anchor && name.equals(key.name);
  }

  @Override
  public int hashCode() {
    return 31 * anchor + name.hashCode();
  }
}
