package io.onefold.journal;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a checkpoint within its shard and says where in the log it stands, for example {@code
 * 4-107-9af01c22}.
 *
 * <p><b>Threading.</b> Immutable.
 */
public record CheckpointId(long epoch, long seq, int crc) {

  private static final Pattern TEXT = Pattern.compile("(\\d{1,18})-(\\d{1,18})-([0-9a-f]{8})");

  /** Whether this one may take the place of {@code current}. */
  public boolean newerThan(CheckpointId current) {
    return seq > current.seq ? epoch >= current.epoch : seq == current.seq && epoch > current.epoch;
  }

  public String text() {
    return epoch + "-" + seq + "-" + HexFormat.of().toHexDigits(crc);
  }

  /** The id that {@link #text} wrote, empty when {@code text} is anything else. */
  public static Optional<CheckpointId> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    int crc = HexFormat.fromHexDigits(parts.group(3));
    return Optional.of(
        new CheckpointId(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)), crc));
  }

  @Override
  public String toString() {
    return text();
  }
}
