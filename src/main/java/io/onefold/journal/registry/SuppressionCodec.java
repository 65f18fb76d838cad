package io.onefold.journal.registry;

import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import io.onefold.journal.SuppressionChange;
import io.onefold.journal.SuppressionChange.Subject;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * A change as a field of the list's hash: the subject is the name, the rest the value.
 *
 * <pre>
 *   name   i or p · 16 bytes of the identifier's hash or of the profile's id
 *   value  + or − · time in milliseconds · ':' · crc32c of name, sign and time
 * </pre>
 *
 * <p><b>Threading.</b> Stateless.
 */
final class SuppressionCodec {

  /** The field that holds the version; no subject is so short. */
  static final String VERSION = "version";

  private static final int IDENTIFIER = 'i';
  private static final int PROFILE = 'p';
  private static final int NAME_BYTES = 1 + 2 * Long.BYTES;
  private static final Pattern VALUE = Pattern.compile("([+-])(\\d{1,18}):([0-9a-f]{8})");

  private SuppressionCodec() {}

  static byte[] name(Subject subject) {
    PackedWriter out = new PackedWriter(NAME_BYTES);
    switch (subject) {
      case Subject.Identifier(var hash) -> out.u8(IDENTIFIER).hash(hash);
      case Subject.Profile(var id) -> out.u8(PROFILE).profileId(id);
    }
    return out.toBytes();
  }

  static String value(SuppressionChange change) {
    String what = (change.suppressed() ? "+" : "-") + change.atMs();
    return what + ":" + crc(name(change.subject()), what);
  }

  /** The change that a field holds; empty when it is damaged. */
  static Optional<SuppressionChange> decode(byte[] name, String value) {
    Matcher parts = VALUE.matcher(value);
    if (name.length != NAME_BYTES
        || !parts.matches()
        || !crc(name, parts.group(1) + parts.group(2)).equals(parts.group(3))) {
      return Optional.empty();
    }
    PackedReader in = new PackedReader(name);
    Subject subject =
        in.u8() == IDENTIFIER
            ? new Subject.Identifier(in.hash())
            : new Subject.Profile(in.profileId());
    boolean suppressed = parts.group(1).equals("+");
    return Optional.of(new SuppressionChange(subject, suppressed, Long.parseLong(parts.group(2))));
  }

  private static String crc(byte[] name, String what) {
    CRC32C crc = new CRC32C();
    crc.update(name);
    crc.update(what.getBytes(StandardCharsets.US_ASCII));
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }
}
