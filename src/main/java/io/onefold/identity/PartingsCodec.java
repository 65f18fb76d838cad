package io.onefold.identity;

import io.onefold.event.EventCodec;
import io.onefold.event.Identifier;
import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import io.onefold.identity.Partings.Arrived;
import io.onefold.identity.Partings.Departed;
import io.onefold.identity.Partings.Handing;
import io.onefold.identity.Partings.Login;
import io.onefold.identity.Partings.Severed;
import io.onefold.identity.Partings.Slice;
import io.onefold.message.Cause;
import java.util.ArrayList;
import java.util.List;

/**
 * The form of {@link Partings} in bytes. Hardly any profile was ever split: one that was not takes
 * a byte.
 *
 * <p><b>Threading.</b> Stateless. <b>Errors.</b> {@link IllegalArgumentException} for a form that
 * this version does not know.
 */
final class PartingsCodec {

  private static final int NONE = 0;

  /** 1 was a form that did not say why a device is given away. */
  private static final int SOME = 2;

  private PartingsCodec() {}

  static void write(Partings partings, PackedWriter out) {
    out.u8(partings.isEmpty() ? NONE : SOME);
    if (!partings.isEmpty()) {
      writeLists(partings, out);
    }
  }

  static void read(Partings partings, PackedReader in) {
    int form = in.u8();
    if (form == SOME) {
      readLists(partings, in);
    } else if (form != NONE) {
      throw new IllegalArgumentException("unknown form of what was split off " + form);
    }
  }

  static void write(Severed cut, PackedWriter out) {
    EventCodec.write(cut.one(), out);
    EventCodec.write(cut.other(), out);
    out.varint(cut.atMs()).string(cut.by());
  }

  static Severed readSevered(PackedReader in) {
    return new Severed(
        EventCodec.readIdentifier(in), EventCodec.readIdentifier(in), in.varint(), in.string());
  }

  private static void writeLists(Partings partings, PackedWriter out) {
    out.varint(partings.severed.size());
    partings.severed.forEach(cut -> write(cut, out));
    out.varint(partings.departed.size());
    for (Departed d : partings.departed) {
      EventCodec.write(d.identifier(), out);
      out.profileId(d.to()).varint(d.generation());
      write(d.handing(), out);
      out.varint(d.atMs()).string(d.by());
    }
    out.varint(partings.arrived.size());
    for (Arrived a : partings.arrived) {
      out.profileId(a.from()).varint(a.identifiers().size());
      a.identifiers().forEach(identifier -> EventCodec.write(identifier, out));
      out.varint(a.atMs()).string(a.by());
    }
    out.varint(partings.logins.size());
    partings.logins.forEach(l -> out.hash(l.device()).varint(l.atMs()));
    writeSlices(partings.shares, out);
    writeSlices(partings.given, out);
  }

  private static void readLists(Partings partings, PackedReader in) {
    for (int left = in.count(); left > 0; left--) {
      partings.severed.add(readSevered(in));
    }
    for (int left = in.count(); left > 0; left--) {
      partings.departed.add(
          new Departed(
              EventCodec.readIdentifier(in),
              in.profileId(),
              in.count(),
              readHanding(in),
              in.varint(),
              in.string()));
    }
    for (int left = in.count(); left > 0; left--) {
      partings.arrived.add(
          new Arrived(in.profileId(), readIdentifiers(in), in.varint(), in.string()));
    }
    for (int left = in.count(); left > 0; left--) {
      partings.logins.add(new Login(in.hash(), in.varint()));
    }
    readSlices(partings.shares, in);
    readSlices(partings.given, in);
  }

  static void write(Handing handing, PackedWriter out) {
    out.u8(handing == null ? 0 : 1);
    if (handing != null) {
      handing.login().write(out);
      out.varint(handing.barredUntilMs()).u8(handing.former() == null ? 0 : 1);
      if (handing.former() != null) {
        handing.former().write(out);
      }
    }
  }

  static Handing readHanding(PackedReader in) {
    if (in.u8() == 0) {
      return null;
    }
    Cause login = Cause.read(in);
    long barredUntilMs = in.varint();
    return new Handing(login, barredUntilMs, in.u8() == 0 ? null : Cause.read(in));
  }

  private static List<Identifier> readIdentifiers(PackedReader in) {
    List<Identifier> identifiers = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      identifiers.add(EventCodec.readIdentifier(in));
    }
    return identifiers;
  }

  private static void writeSlices(List<Slice> slices, PackedWriter out) {
    out.varint(slices.size());
    slices.forEach(s -> out.profileId(s.profile()).hash(s.route()));
  }

  private static void readSlices(List<Slice> slices, PackedReader in) {
    for (int left = in.count(); left > 0; left--) {
      slices.add(new Slice(in.profileId(), in.hash()));
    }
  }
}
