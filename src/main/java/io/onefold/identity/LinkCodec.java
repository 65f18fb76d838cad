package io.onefold.identity;

import io.onefold.event.EventCodec;
import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import io.onefold.identity.Held.Mark;
import io.onefold.message.Cause;
import io.onefold.message.Refusal;
import java.util.List;

/**
 * The packed form of a {@link LinkState}, at home and on its way to another shard.
 *
 * <pre>
 *   header, {@link #HEADER_BYTES} bytes, fixed places
 *   held    one block each: length u16, type u8, flags u8, hash, first ms, last ms, ...
 *   edges   one block each: length u16, from u16, to u16, count i32, first ms, last ms, ...
 *   rest    profiles absorbed, refusals, offers turned down, what was split off
 * </pre>
 *
 * <p>Times and counts stand in fixed places, so that {@link Links} changes them without unpacking.
 *
 * <p><b>Threading.</b> Stateless; as the dictionary that is passed in.
 */
final class LinkCodec {

  static final int HEADER_BYTES = 56;
  static final int FLAGS_AT = 40;
  static final int HELD_COUNT_AT = 44;
  static final int OPEN_COUNT_AT = 48;
  static final int EDGE_COUNT_AT = 52;
  static final int NONCE_AT = 4;

  /** Places inside a block of an identifier. */
  static final int HELD_TYPE = 2;

  static final int HELD_FLAGS = 3;

  static final int HELD_HASH = 4;

  static final int HELD_FIRST = 20;
  static final int HELD_LAST = 28;
  static final int HELD_VALUE = 36;

  /** Bits of the header's flags. */
  static final int ANY_BARRED = 1;

  /** Bits of an identifier's flags. */
  static final int PENDING = 1;

  static final int BARRED = 8;

  private static final int ON_THE_MOVE = 2;
  private static final int SHARED = 4;
  private static final int GENERATION = 16;

  /** Places inside a block of an edge. */
  static final int EDGE_FROM = 2;

  static final int EDGE_TO = 4;
  static final int EDGE_COUNT = 6;
  static final int EDGE_FIRST = 10;
  static final int EDGE_LAST = 18;

  private final Strings strings;

  LinkCodec(Strings strings) {
    this.strings = strings;
  }

  void write(LinkState state, PackedWriter out) {
    out.i32(state.attempt).hash(state.nonce).i64(state.issuedAtMs).i32(state.formerTokens);
    out.i64(state.birthFingerprint).i32(flags(state)).i32(state.held.size());
    out.i32((int) (state.held.stream().filter(Held::open).count() + awaited(state)));
    out.i32(state.edges.size());
    state.held.forEach(held -> block(out, () -> write(held, out)));
    state.edges.forEach(edge -> block(out, () -> write(edge, state, out)));
    writeRest(state, out);
  }

  LinkState read(PackedReader in) {
    LinkState state = new LinkState();
    state.attempt = in.i32();
    state.nonce = in.hash();
    state.issuedAtMs = in.i64();
    state.formerTokens = in.i32();
    state.birthFingerprint = in.i64();
    in.skip(Integer.BYTES);
    int heldCount = in.i32();
    in.skip(Integer.BYTES);
    int edgeCount = in.i32();
    for (int i = 0; i < heldCount; i++) {
      state.held.add(readHeld(in));
    }
    for (int i = 0; i < edgeCount; i++) {
      state.edges.add(readEdge(in, state.held));
    }
    readRest(state, in);
    return state;
  }

  private static void block(PackedWriter out, Runnable body) {
    int at = out.length();
    out.u8(0).u8(0);
    body.run();
    int length = out.length() - at;
    out.array()[at] = (byte) (length >>> 8);
    out.array()[at + 1] = (byte) length;
  }

  private void write(Held held, PackedWriter out) {
    Identifier identifier = held.identifier();
    out.u8(identifier.type().ordinal()).u8(flags(held));
    out.hash(identifier.hash()).i64(held.firstMs()).i64(held.lastMs());
    out.string(identifier.value());
    strings.write(out, held.source());
    if (held.pending() != null) {
      write(held.pending(), out);
    }
    if (held.mark().generation() > 0) {
      out.varint(held.mark().generation());
    }
    if (held.mark().barred()) {
      out.i64(held.mark().barredUntilMs());
    }
  }

  private static long awaited(LinkState state) {
    return state.partings.departed.stream().filter(Partings.Departed::awaited).count();
  }

  private static int flags(LinkState state) {
    return state.has(Mark::barred) ? ANY_BARRED : 0;
  }

  private static int flags(Held held) {
    Mark mark = held.mark();
    return (held.pending() == null ? 0 : PENDING)
        | (mark.onTheMove() ? ON_THE_MOVE : 0)
        | (mark.shared() ? SHARED : 0)
        | (mark.barred() ? BARRED : 0)
        | (mark.generation() > 0 ? GENERATION : 0);
  }

  private Held readHeld(PackedReader in) {
    in.skip(2);
    var type = io.onefold.event.IdentifierType.of(in.u8());
    int flags = in.u8();
    Hash128 hash = in.hash();
    long firstMs = in.i64();
    long lastMs = in.i64();
    Identifier identifier = new Identifier(type, in.string(), hash);
    String source = strings.read(in);
    Cause pending = (flags & PENDING) == 0 ? null : readCause(in);
    int generation = (flags & GENERATION) == 0 ? 0 : in.count();
    long barredUntilMs = (flags & BARRED) == 0 ? 0 : in.i64();
    Mark mark =
        new Mark(generation, (flags & ON_THE_MOVE) != 0, (flags & SHARED) != 0, barredUntilMs);
    return new Held(identifier, source, firstMs, lastMs, pending, mark);
  }

  private void write(LinkState.Edge edge, LinkState state, PackedWriter out) {
    int from = ordinal(state.held, edge.from());
    int to = ordinal(state.held, edge.to());
    out.u8(from >>> 8).u8(from).u8(to >>> 8).u8(to).i32(edge.count());
    out.i64(edge.firstMs()).i64(edge.lastMs());
    write(edge.cause(), out);
  }

  private LinkState.Edge readEdge(PackedReader in, List<Held> held) {
    in.skip(2);
    Hash128 from = held.get(in.u8() << 8 | in.u8()).identifier().hash();
    Hash128 to = held.get(in.u8() << 8 | in.u8()).identifier().hash();
    int count = in.i32();
    long firstMs = in.i64();
    long lastMs = in.i64();
    return new LinkState.Edge(from, to, readCause(in), firstMs, lastMs, count);
  }

  private static int ordinal(List<Held> held, Hash128 hash) {
    for (int i = 0; i < held.size(); i++) {
      if (held.get(i).identifier().hash().equals(hash)) {
        return i;
      }
    }
    throw new IllegalStateException("an edge leads to an identifier that is not held");
  }

  private void writeRest(LinkState state, PackedWriter out) {
    out.varint(state.merged.size());
    for (LinkState.Merged merged : state.merged) {
      out.profileId(merged.profile()).varint(merged.atMs()).u8(merged.birth() ? 1 : 0);
      write(merged.cause(), out);
    }
    out.varint(state.refused.size());
    for (LinkState.Refused refused : state.refused) {
      EventCodec.write(refused.identifier(), out);
      out.u8(refused.reason().ordinal()).varint(refused.atMs()).varint(refused.rules());
      write(refused.cause(), out);
    }
    out.varint(state.turnedDown.size());
    for (LinkState.TurnedDown turned : state.turnedDown) {
      out.profileId(turned.loser()).varint(turned.attempt());
      out.u8(turned.reason().ordinal()).varint(turned.atMs());
    }
    out.varint(state.retryAfterMs);
    PartingsCodec.write(state.partings, out);
  }

  private void readRest(LinkState state, PackedReader in) {
    for (int left = in.count(); left > 0; left--) {
      state.merged.add(
          new LinkState.Merged(in.profileId(), in.varint(), in.u8() == 1, readCause(in)));
    }
    for (int left = in.count(); left > 0; left--) {
      Identifier identifier = EventCodec.readIdentifier(in);
      Refusal reason = Refusal.of(in.u8());
      state.refused.add(
          new LinkState.Refused(identifier, reason, in.varint(), in.count(), readCause(in)));
    }
    for (int left = in.count(); left > 0; left--) {
      state.turnedDown.add(
          new LinkState.TurnedDown(in.profileId(), in.count(), Refusal.of(in.u8()), in.varint()));
    }
    state.retryAfterMs = in.varint();
    PartingsCodec.read(state.partings, in);
  }

  private void write(Cause cause, PackedWriter out) {
    out.hash(cause.identifier()).u8(cause.tag()).i64(cause.fingerprint());
    MessageIdText.write(out, cause.messageId());
    strings.write(out, cause.source());
    out.varint(cause.atMs());
  }

  private Cause readCause(PackedReader in) {
    Hash128 identifier = in.hash();
    int tag = in.u8();
    return new Cause(
        Cause.kind(tag),
        identifier,
        Cause.type(tag),
        in.i64(),
        MessageIdText.read(in),
        strings.read(in),
        in.varint());
  }
}
