package io.onefold.identity;

import io.onefold.event.Event;
import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import io.onefold.profile.Names;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The identity of one profile, packed: who it is called and why. An event that says nothing new
 * changes times and counts in place; anything else goes through {@link LinkState}.
 *
 * <p><b>Threading.</b> Confined to the shard's thread. <b>Bounds.</b> As {@link LinkState}; about
 * 60 bytes an identifier and 75 an edge.
 */
final class Links {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final int NONE = -1;

  private byte[] packed;

  private Links(byte[] packed) {
    this.packed = packed;
  }

  static Links of(LinkState state, Names names) {
    return new Links(pack(state, names));
  }

  /** Takes ownership of an array that {@link #bytes} gave. */
  static Links of(byte[] packed) {
    return new Links(packed);
  }

  byte[] bytes() {
    return packed;
  }

  LinkState unpack(Names names) {
    return new LinkCodec(new Strings.AtHome(names)).read(new PackedReader(packed));
  }

  void set(LinkState state, Names names) {
    packed = pack(state, names);
  }

  Hash128 nonce() {
    int at = LinkCodec.NONCE_AT;
    return new Hash128(i64(at), i64(at + Long.BYTES));
  }

  int heldCount() {
    return i32(LinkCodec.HELD_COUNT_AT);
  }

  /** The values of the identifiers of one type, held or reserved. */
  List<String> values(IdentifierType type) {
    List<String> values = new ArrayList<>(1);
    int at = LinkCodec.HEADER_BYTES;
    for (int left = heldCount(); left > 0; left--) {
      if (packed[at + LinkCodec.HELD_TYPE] == type.ordinal()) {
        values.add(new PackedReader(packed).skip(at + LinkCodec.HELD_VALUE).string());
      }
      at += u16(at);
    }
    return values;
  }

  /** Whether the shard of an identifier has yet to say that it leads here. */
  boolean open() {
    return i32(LinkCodec.OPEN_COUNT_AT) > 0;
  }

  /** Whether the identifier is held, and not only reserved. */
  boolean owns(Hash128 identifier) {
    int at = find(identifier);
    return at != NONE && (packed[at + LinkCodec.HELD_FLAGS] & LinkCodec.PENDING) == 0;
  }

  /** The identifier of this hash, if it is held, and not only reserved. */
  Optional<Identifier> owned(Hash128 hash) {
    if (!owns(hash)) {
      return Optional.empty();
    }
    int at = find(hash);
    IdentifierType type = IdentifierType.of(packed[at + LinkCodec.HELD_TYPE]);
    String value = new PackedReader(packed).skip(at + LinkCodec.HELD_VALUE).string();
    return Optional.of(new Identifier(type, value, hash));
  }

  /** Whether the identifier is held and quarantined. */
  boolean barred(Hash128 identifier) {
    if ((i32(LinkCodec.FLAGS_AT) & LinkCodec.ANY_BARRED) == 0) {
      return false;
    }
    int at = find(identifier);
    return at != NONE && (packed[at + LinkCodec.HELD_FLAGS] & LinkCodec.BARRED) != 0;
  }

  /** Whether the identifier is held or reserved. */
  boolean holds(Hash128 identifier) {
    return find(identifier) != NONE;
  }

  /** Whether every identifier of the event is held or reserved. */
  boolean holdsAll(List<Identifier> identifiers) {
    for (Identifier identifier : identifiers) {
      if (!holds(identifier.hash())) {
        return false;
      }
    }
    return true;
  }

  /**
   * Notes an event in place.
   *
   * @return {@code false}, with nothing changed, when the event names an identifier, its value or a
   *     link that is not here yet
   */
  boolean touch(Event event) {
    List<Identifier> identifiers = event.identifiers();
    int count = identifiers.size();
    int[] blocks = new int[count];
    int[] edges = new int[count];
    for (int i = 0; i < count; i++) {
      blocks[i] = find(identifiers.get(i).hash());
      if (blocks[i] == NONE || packed[blocks[i] + LinkCodec.HELD_VALUE] == 0) {
        return false; // an erasure left it without its value
      }
    }
    int from = ordinal(blocks[0]);
    for (int i = 1; i < count; i++) {
      edges[i] = findEdge(from, ordinal(blocks[i]));
      if (edges[i] == NONE) {
        return false;
      }
    }
    long atMs = event.time().atMs();
    for (int i = 0; i < count; i++) {
      widen(blocks[i] + LinkCodec.HELD_FIRST, blocks[i] + LinkCodec.HELD_LAST, atMs);
    }
    for (int i = 1; i < count; i++) {
      widen(edges[i] + LinkCodec.EDGE_FIRST, edges[i] + LinkCodec.EDGE_LAST, atMs);
      int at = edges[i] + LinkCodec.EDGE_COUNT;
      INT.set(packed, at, i32(at) + 1);
    }
    return true;
  }

  private void widen(int firstAt, int lastAt, long atMs) {
    if (atMs < i64(firstAt)) {
      LONG.set(packed, firstAt, atMs);
    }
    if (atMs > i64(lastAt)) {
      LONG.set(packed, lastAt, atMs);
    }
  }

  private int find(Hash128 hash) {
    int at = LinkCodec.HEADER_BYTES;
    for (int left = heldCount(); left > 0; left--) {
      int hashAt = at + LinkCodec.HELD_HASH;
      if (i64(hashAt) == hash.hi() && i64(hashAt + Long.BYTES) == hash.lo()) {
        return at;
      }
      at += u16(at);
    }
    return NONE;
  }

  private int ordinal(int block) {
    int ordinal = 0;
    for (int at = LinkCodec.HEADER_BYTES; at != block; at += u16(at)) {
      ordinal++;
    }
    return ordinal;
  }

  private int findEdge(int from, int to) {
    int at = LinkCodec.HEADER_BYTES;
    for (int left = heldCount(); left > 0; left--) {
      at += u16(at);
    }
    for (int left = i32(LinkCodec.EDGE_COUNT_AT); left > 0; left--) {
      if (u16(at + LinkCodec.EDGE_FROM) == from && u16(at + LinkCodec.EDGE_TO) == to) {
        return at;
      }
      at += u16(at);
    }
    return NONE;
  }

  private int u16(int at) {
    return (packed[at] & 0xff) << 8 | (packed[at + 1] & 0xff);
  }

  private int i32(int at) {
    return (int) INT.get(packed, at);
  }

  private long i64(int at) {
    return (long) LONG.get(packed, at);
  }

  private static byte[] pack(LinkState state, Names names) {
    PackedWriter out = new PackedWriter(512);
    new LinkCodec(new Strings.AtHome(names)).write(state, out);
    return out.toBytes();
  }
}
