package io.onefold.identity;

import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import io.onefold.identity.Partings.Handing;
import io.onefold.identity.Partings.Severed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What goes along with a device from one profile to another.
 *
 * <p><b>Threading.</b> Confined to one thread.
 *
 * @param seen the message ids that its former owner knows, lest an event of the device counts twice
 * @param severed what it may not come together with
 * @param handing why it is given away; empty when it is given back
 */
record Inheritance(Seen seen, List<Severed> severed, Optional<Handing> handing) {

  /** For an owner that gets its device back, and knows all of it. */
  static final Inheritance NOTHING = new Inheritance(new Seen(), List.of(), Optional.empty());

  /** When the login was for which it is given away. */
  long loginMs() {
    return handing.map(h -> h.login().atMs()).orElse(0L);
  }

  byte[] toBytes() {
    PackedWriter out = new PackedWriter(1024);
    seen.write(out);
    PartingsCodec.write(handing.orElse(null), out);
    out.varint(severed.size());
    severed.forEach(cut -> PartingsCodec.write(cut, out));
    return out.toBytes();
  }

  static Inheritance read(byte[] bytes) {
    PackedReader in = new PackedReader(bytes);
    Seen seen = Seen.read(in);
    Optional<Handing> handing = Optional.ofNullable(PartingsCodec.readHanding(in));
    List<Severed> severed = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      severed.add(PartingsCodec.readSevered(in));
    }
    return new Inheritance(seen, severed, handing);
  }
}
