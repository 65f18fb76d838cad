package io.onefold.identity;

import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import io.onefold.message.Cause;

/**
 * The form of a page of profiles in a checkpoint: the entries in order of birth.
 *
 * <p><b>Threading.</b> Stateless. <b>Errors.</b> {@link IllegalArgumentException} for a form that
 * this version does not know.
 */
final class PageCodec {

  private static final int LIVE = 1;
  private static final int MOVING = 2;
  private static final int FORWARD = 3;

  private PageCodec() {}

  static void write(ProfileTable profiles, int page, PackedWriter out) {
    profiles.forEach(page, entry -> write(entry, out));
  }

  static void read(Partition partition, PackedReader in) {
    while (in.hasMore()) {
      Entry entry = read(in);
      partition.profiles().put(entry);
      partition.resume(entry);
    }
  }

  private static void write(Entry entry, PackedWriter out) {
    switch (entry) {
      case Entry.Live live -> Portable.write(live, out.u8(LIVE));
      case Entry.Moving(Entry.Live frozen, var target, int attempt, Cause cause) -> {
        Portable.write(frozen, out.u8(MOVING));
        cause.write(out.profileId(target).varint(attempt));
      }
      case Entry.Forward(var id, int accountId, var target, int attempt) ->
          out.u8(FORWARD).profileId(id).varint(accountId).profileId(target).varint(attempt);
    }
  }

  private static Entry read(PackedReader in) {
    int form = in.u8();
    return switch (form) {
      case LIVE -> Portable.read(in);
      case MOVING ->
          new Entry.Moving(Portable.read(in), in.profileId(), in.count(), Cause.read(in));
      case FORWARD -> new Entry.Forward(in.profileId(), in.count(), in.profileId(), in.count());
      default -> throw new IllegalArgumentException("unknown form of an entry " + form);
    };
  }
}
