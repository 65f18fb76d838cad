package io.onefold.identity;

import io.onefold.event.EventCodec;
import io.onefold.event.Hash128;
import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import io.onefold.event.ProfileId;
import io.onefold.message.Answer.Part;
import io.onefold.message.Cause;
import io.onefold.message.RouteFilter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

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
  private static final int ERASED = 5;

  /** 4 and 6 were forms without message ids, and without the time when an identifier came. */
  private static final int ERASING = 7;

  private static final int ON_THE_MOVE = 1;
  private static final int SHARED = 2;

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
      case Entry.Erasing erasing -> writeErasing(erasing, out);
      case Entry.Erased(var id, int accountId, Entry.Left left) ->
          writeLeft(left, out.u8(ERASED).profileId(id).varint(accountId));
    }
  }

  private static void writeErasing(Entry.Erasing erasing, PackedWriter out) {
    out.u8(ERASING).profileId(erasing.id()).varint(erasing.accountId());
    out.varint(erasing.suppress().size());
    for (Entry.Open open : erasing.suppress()) {
      EventCodec.write(open.identifier(), out);
      out.string(open.source());
      write(open.mark(), out);
      out.u8(open.held() ? 1 : 0).varint(open.cameMs());
    }
    out.varint(erasing.forget().size());
    erasing.forget().forEach(part -> part.filter().write(out.profileId(part.profile())));
    writeLeft(erasing.left(), out);
    erasing.seen().write(out);
  }

  private static void write(Held.Mark mark, PackedWriter out) {
    out.varint(mark.generation()).varint(mark.barredUntilMs());
    out.u8((mark.onTheMove() ? ON_THE_MOVE : 0) | (mark.shared() ? SHARED : 0));
  }

  private static Held.Mark readMark(PackedReader in) {
    int generation = in.count();
    long barredUntilMs = in.varint();
    int flags = in.u8();
    return new Held.Mark(
        generation, (flags & ON_THE_MOVE) != 0, (flags & SHARED) != 0, barredUntilMs);
  }

  private static void writeLeft(Entry.Left left, PackedWriter out) {
    out.varint(left.merged().size());
    left.merged().stream().sorted().forEach(out::profileId);
    out.varint(left.departed().size());
    new TreeMap<>(left.departed()).forEach((identifier, to) -> out.hash(identifier).profileId(to));
  }

  private static Entry.Left readLeft(PackedReader in) {
    Set<ProfileId> merged = new HashSet<>();
    for (int left = in.count(); left > 0; left--) {
      merged.add(in.profileId());
    }
    Map<Hash128, ProfileId> departed = new HashMap<>();
    for (int left = in.count(); left > 0; left--) {
      departed.put(in.hash(), in.profileId());
    }
    return new Entry.Left(merged, departed);
  }

  private static Entry readErasing(PackedReader in) {
    ProfileId id = in.profileId();
    int accountId = in.count();
    List<Entry.Open> suppress = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      suppress.add(
          new Entry.Open(
              EventCodec.readIdentifier(in), in.string(), readMark(in), in.u8() == 1, in.varint()));
    }
    List<Part> forget = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      forget.add(new Part(in.profileId(), RouteFilter.read(in)));
    }
    return new Entry.Erasing(id, accountId, suppress, forget, readLeft(in), Seen.read(in));
  }

  private static Entry read(PackedReader in) {
    int form = in.u8();
    return switch (form) {
      case LIVE -> Portable.read(in);
      case MOVING ->
          new Entry.Moving(Portable.read(in), in.profileId(), in.count(), Cause.read(in));
      case FORWARD -> new Entry.Forward(in.profileId(), in.count(), in.profileId(), in.count());
      case ERASING -> readErasing(in);
      case ERASED -> new Entry.Erased(in.profileId(), in.count(), readLeft(in));
      default -> throw new IllegalArgumentException("unknown form of an entry " + form);
    };
  }
}
