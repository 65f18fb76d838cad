package io.onefold.journal.manifest;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import io.onefold.journal.manifest.Manifest.Chunk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Cuts sections into pieces and presses them into chunks, and back.
 *
 * <p><b>Threading.</b> Stateless; meant for worker threads, as a piece takes up to a millisecond.
 *
 * <p><b>Bounds.</b> A piece has at most {@link #PIECE_BYTES_MAX}; larger sections are cut into
 * equal pieces, so that none is below half of it.
 */
public final class Pieces {

  /** 256 KiB: reading a million profiles was no faster with larger ones. */
  public static final int PIECE_BYTES_MAX = 256 * 1024;

  /** The fastest level; higher ones gain a tenth in size on packed profiles and cost double. */
  private static final int LEVEL = 1;

  private Pieces() {}

  /** A part of a section that was not pressed yet. */
  public record Piece(String section, int number, byte[] raw, int from, int count) {

    public byte[] press() {
      return Zstd.compress(Arrays.copyOfRange(raw, from, from + count), LEVEL);
    }
  }

  public static List<Piece> cut(String section, byte[] raw) {
    int pieces = Math.ceilDiv(raw.length, PIECE_BYTES_MAX);
    List<Piece> cut = new ArrayList<>(pieces);
    for (int i = 0; i < pieces; i++) {
      int from = (int) ((long) raw.length * i / pieces);
      int to = (int) ((long) raw.length * (i + 1) / pieces);
      cut.add(new Piece(section, i, raw, from, to - from));
    }
    return cut;
  }

  public static int crc(byte[] stored) {
    CRC32C crc = new CRC32C();
    crc.update(stored);
    return (int) crc.getValue();
  }

  /** Undoes {@link Piece#press} into an array; false when the bytes do not give that many. */
  public static boolean unpress(Chunk chunk, byte[] stored, byte[] into, int at) {
    try {
      long count = Zstd.decompressByteArray(into, at, chunk.rawBytes(), stored, 0, stored.length);
      return count == chunk.rawBytes();
    } catch (ZstdException damaged) {
      return false;
    }
  }
}
