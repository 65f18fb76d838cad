package io.onefold.journal.manifest;

import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import io.onefold.journal.CheckpointId;
import io.onefold.journal.manifest.Manifest.Chunk;
import io.onefold.journal.manifest.Manifest.Part;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The bytes of a {@link Manifest}: magic, format version, fields, and a sha256 over all of it.
 *
 * <p>A newer format is refused, an older one is read: {@link #FORMAT} counts up, and readers of the
 * two formats before it stay. The first one that was ever released is 2.
 *
 * <p><b>Threading.</b> Stateless.
 */
public final class ManifestCodec {

  /** The format that is written. */
  static final int FORMAT = 3;

  /** Had no version of the suppression list; the oldest that is read. */
  private static final int FORMAT_WITHOUT_SUPPRESSIONS = 2;

  private static final int MAGIC = 0x4f46_434d; // "OFCM", Onefold checkpoint manifest
  private static final int SHA_BYTES = 32;

  private ManifestCodec() {}

  /** What a row of bytes turned out to be. */
  public sealed interface Decoded {

    /** A manifest as it was written. */
    record Sound(Manifest manifest) implements Decoded {}

    /** Not one. */
    record Damaged(String expected, String got) implements Decoded {}
  }

  public static byte[] encode(Manifest manifest) {
    PackedWriter out = new PackedWriter(4_096);
    out.i32(MAGIC).varint(FORMAT).string(manifest.cluster()).varint(manifest.shard());
    CheckpointId id = manifest.id();
    out.varint(id.epoch()).varint(id.seq()).i32(id.crc());
    out.varint(manifest.suppressionVersion());
    out.varint(manifest.attributes().size());
    new TreeMap<>(manifest.attributes()).forEach((key, value) -> out.string(key).string(value));
    out.varint(manifest.sections().size());
    manifest.sections().forEach(part -> encode(part, out));
    byte[] sha = sha256(out.array(), out.length());
    return out.raw(sha, 0, SHA_BYTES).toBytes();
  }

  public static Decoded decode(byte[] bytes) {
    int body = bytes.length - SHA_BYTES;
    if (body < 2 * Integer.BYTES) {
      return new Decoded.Damaged("a manifest", bytes.length + " bytes");
    }
    byte[] expected = Arrays.copyOfRange(bytes, body, bytes.length);
    byte[] got = sha256(bytes, body);
    if (!Arrays.equals(expected, got)) {
      return new Decoded.Damaged("sha256=" + hex(expected), "sha256=" + hex(got));
    }
    PackedReader in = new PackedReader(bytes, 0, body);
    if (in.i32() != MAGIC) {
      return new Decoded.Damaged("a manifest", "something else");
    }
    int format = in.count();
    return format >= FORMAT_WITHOUT_SUPPRESSIONS && format <= FORMAT
        ? new Decoded.Sound(body(in, format))
        : new Decoded.Damaged("formatVersion=" + FORMAT, "formatVersion=" + format);
  }

  private static void encode(Part part, PackedWriter out) {
    out.string(part.name()).i32(part.version()).varint(part.chunks().size());
    for (Chunk chunk : part.chunks()) {
      out.string(chunk.name()).varint(chunk.rawBytes()).i32(chunk.crc());
    }
  }

  private static Manifest body(PackedReader in, int format) {
    String cluster = in.string();
    int shard = in.count();
    CheckpointId id = new CheckpointId(in.varint(), in.varint(), in.i32());
    long suppressionVersion = format == FORMAT_WITHOUT_SUPPRESSIONS ? 0 : in.varint();
    Map<String, String> attributes = new TreeMap<>();
    for (int left = in.count(); left > 0; left--) {
      attributes.put(in.string(), in.string());
    }
    List<Part> sections = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      sections.add(part(in));
    }
    return new Manifest(cluster, shard, id, suppressionVersion, attributes, sections);
  }

  private static Part part(PackedReader in) {
    String name = in.string();
    int version = in.i32();
    List<Chunk> chunks = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      chunks.add(new Chunk(in.string(), in.count(), in.i32()));
    }
    return new Part(name, version, chunks);
  }

  private static String hex(byte[] sha) {
    return HexFormat.of().formatHex(sha, 0, 8) + "…";
  }

  private static byte[] sha256(byte[] bytes, int count) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(bytes, 0, count);
      return sha.digest();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
