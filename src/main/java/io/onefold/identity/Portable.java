package io.onefold.identity;

import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import io.onefold.event.ProfileId;
import io.onefold.profile.Names;
import io.onefold.profile.Profile;

/**
 * A live profile in bytes: in its portable form, which any shard can read, for an offer to another
 * profile; at home, with numbers of the shard's dictionary, for a checkpoint.
 *
 * <p><b>Threading.</b> Stateless; as the dictionary that is passed in.
 */
final class Portable {

  private Portable() {}

  /** What an offer carries. */
  record Offer(LinkState links, Seen seen, Profile facts) {}

  static byte[] offer(Entry.Live live, Names names) {
    PackedWriter out = new PackedWriter(2048);
    new LinkCodec(Strings.PORTABLE).write(live.links().unpack(names), out);
    live.seen().write(out);
    live.facts().freeze(names, out);
    return out.toBytes();
  }

  /** Who the profile is and what it has seen, without its facts. */
  static byte[] copy(Entry.Live live, Names names) {
    PackedWriter out = new PackedWriter(1024);
    new LinkCodec(Strings.PORTABLE).write(live.links().unpack(names), out);
    live.seen().write(out);
    return out.toBytes();
  }

  /** A profile of that identity, with nothing known about it. */
  static Entry.Live readCopy(ProfileId id, int accountId, byte[] copy, Names names) {
    PackedReader in = new PackedReader(copy);
    Links links = Links.of(new LinkCodec(Strings.PORTABLE).read(in), names);
    return new Entry.Live(id, Profile.create(accountId), links, Seen.read(in));
  }

  /** Only the links of an offer: to decide on it without a trace in the dictionary. */
  static LinkState offeredLinks(byte[] state) {
    return new LinkCodec(Strings.PORTABLE).read(new PackedReader(state));
  }

  static Offer readOffer(byte[] state, Names names) {
    PackedReader in = new PackedReader(state);
    LinkState links = new LinkCodec(Strings.PORTABLE).read(in);
    Seen seen = Seen.read(in);
    return new Offer(links, seen, Profile.thaw(in, names));
  }

  static void write(Entry.Live live, PackedWriter out) {
    out.profileId(live.id()).bytes(live.links().bytes());
    live.seen().write(out);
    out.varint(live.facts().packedLength());
    live.facts().writeTo(out);
  }

  static Entry.Live read(PackedReader in) {
    var id = in.profileId();
    Links links = Links.of(in.bytes());
    Seen seen = Seen.read(in);
    return new Entry.Live(id, Profile.of(in.bytes()), links, seen);
  }
}
