package io.onefold.message.wire;

import io.onefold.event.Hash128;
import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import io.onefold.event.ProfileId;
import io.onefold.message.Act;
import io.onefold.message.Cause;
import java.util.List;

/**
 * The form of an {@link Act}: a tag, then its parts.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class ActCodec {

  private static final int SPLIT = 1;
  private static final int UNRAVEL = 2;
  private static final int REMOVE = 3;
  private static final int MERGE = 4;
  private static final int RENEW = 5;
  private static final int ERASE = 6;

  private ActCodec() {}

  static void write(Act act, PackedWriter out) {
    switch (act) {
      case Act.Split(int accountId, List<Hash128> identifiers, String by) ->
          Lists.write(out.u8(SPLIT).varint(accountId), identifiers, PackedWriter::hash).string(by);
      case Act.Unravel(int accountId, Hash128 identifier, String by) ->
          out.u8(UNRAVEL).varint(accountId).hash(identifier).string(by);
      case Act.Remove(int accountId, Hash128 identifier, String by) ->
          out.u8(REMOVE).varint(accountId).hash(identifier).string(by);
      case Act.Merge(int accountId, ProfileId with, Cause cause, String by) -> {
        cause.write(out.u8(MERGE).varint(accountId).profileId(with));
        out.string(by);
      }
      case Act.Renew(int accountId, String by) -> out.u8(RENEW).varint(accountId).string(by);
      case Act.Erase(int accountId, String by) -> out.u8(ERASE).varint(accountId).string(by);
    }
  }

  static Act read(PackedReader in) {
    int tag = in.u8();
    return switch (tag) {
      case SPLIT -> new Act.Split(in.count(), Lists.read(in, PackedReader::hash), in.string());
      case UNRAVEL -> new Act.Unravel(in.count(), in.hash(), in.string());
      case REMOVE -> new Act.Remove(in.count(), in.hash(), in.string());
      case MERGE -> new Act.Merge(in.count(), in.profileId(), Cause.read(in), in.string());
      case RENEW -> new Act.Renew(in.count(), in.string());
      case ERASE -> new Act.Erase(in.count(), in.string());
      default -> throw WireException.unknown("act", tag);
    };
  }
}
