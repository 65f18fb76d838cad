package io.onefold.journal.hazelcast.grid;

import com.hazelcast.nio.serialization.DataSerializableFactory;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;

/**
 * Our types on Hazelcast's wire, by number. A number is never given to another type: nodes of two
 * versions may be in one cluster.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class GridTypes implements DataSerializableFactory {

  /** "OFJ", Onefold's journal. */
  static final int FACTORY = 0x4f_464a;

  static final int SLOT_KEY = 1;
  static final int PIECE_KEY = 2;
  static final int CONDITIONAL_WRITE = 3;
  static final int COPIED_WRITE = 4;
  static final int CONDITIONAL_DELETE = 5;
  static final int COPIED_DELETE = 6;

  @Override
  public IdentifiedDataSerializable create(int type) {
    return switch (type) {
      case SLOT_KEY -> new SlotKey();
      case PIECE_KEY -> new PieceKey();
      case CONDITIONAL_WRITE -> new ConditionalWrite();
      case COPIED_WRITE -> new CopiedWrite();
      case CONDITIONAL_DELETE -> new ConditionalDelete();
      case COPIED_DELETE -> new CopiedDelete();
      default -> throw new IllegalArgumentException("type " + type + " of the journal is unknown");
    };
  }
}
