package io.onefold.journal.hazelcast;

import io.onefold.journal.Batch;
import io.onefold.journal.BatchCodec;
import io.onefold.journal.BatchCodec.Decoded;

/**
 * What stands at a place of a log.
 *
 * <p><b>Threading.</b> Immutable.
 */
sealed interface Entry {

  /** Nothing. */
  record Empty() implements Entry {}

  /** A take-over. */
  record Mark(EpochMark mark) implements Entry {}

  /** A batch, as it was written. */
  record Sound(Decoded.Sound decoded) implements Entry {

    Batch batch() {
      return decoded.batch();
    }

    int crc() {
      return decoded.crc();
    }
  }

  /** Neither, any more. */
  record Damaged(Decoded.Damaged decoded) implements Entry {}

  /** Verifies and reads what stands at a place. */
  static Entry of(byte[] bytes) {
    if (bytes.length == 0) {
      return new Empty();
    }
    if (bytes[0] == EpochMark.KIND) {
      return Sealed.open(bytes)
          .<Entry>map(body -> new Mark(EpochMark.decode(body)))
          .orElseGet(() -> new Damaged(new Decoded.Damaged("EPOCH record is damaged")));
    }
    return switch (BatchCodec.decode(bytes)) {
      case Decoded.Sound sound -> new Sound(sound);
      case Decoded.Damaged damaged -> new Damaged(damaged);
    };
  }
}
