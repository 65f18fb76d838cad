package io.onefold.journal.manifest;

import io.onefold.journal.CheckpointId;
import java.util.HexFormat;

/**
 * Names of chunks: the epoch and seq of the checkpoint that wrote it, the section, the number, and
 * the crc of the stored bytes.
 *
 * <p>A name is written with one content only. Two owners never share an epoch; one owner may try
 * twice at one seq, and with other bytes, since message ids are forgotten without a decision. With
 * the crc in the name, a write of the first try that arrives late spoils nothing of the second.
 *
 * <p><b>Threading.</b> Stateless.
 */
public final class ChunkNames {

  private ChunkNames() {}

  public static String name(CheckpointId id, String section, int number, int crc) {
    String place = id.epoch() + "-" + id.seq() + ":" + section + ":" + number;
    return place + ":" + HexFormat.of().toHexDigits(crc);
  }

  /** Whether the chunk was written for an earlier checkpoint, of this owner or of one before. */
  public static boolean isBefore(String name, CheckpointId id) {
    int dash = name.indexOf('-');
    int colon = name.indexOf(':');
    long epoch = Long.parseLong(name.substring(0, dash));
    long seq = Long.parseLong(name.substring(dash + 1, colon));
    return epoch < id.epoch() || (epoch == id.epoch() && seq < id.seq());
  }
}
