package io.onefold.message.entrance;

import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a node says, in bytes.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class SaidCodec {

  private static final int ACCEPTED = 1;
  private static final int DOCUMENT = 2;
  private static final int REFUSED = 3;
  private static final int BUSY = 4;
  private static final int FAILED = 5;
  private static final int PLACES = 6;

  private SaidCodec() {}

  static void write(Said said, PackedWriter out) {
    switch (said) {
      case Said.Accepted(List<Said.Fault> faults) -> {
        out.u8(ACCEPTED).varint(faults.size());
        faults.forEach(fault -> write(fault, out));
      }
      case Said.Document(byte[] json) -> out.u8(DOCUMENT).bytes(json);
      case Said.Refused(int status, String code, String message, String field) ->
          out.u8(REFUSED).varint(status).string(code).string(message).string(field);
      case Said.Busy(String code, int retryAfterMs) ->
          out.u8(BUSY).string(code).varint(retryAfterMs);
      case Said.Failed(String id) -> out.u8(FAILED).string(id);
      case Said.Places(List<Optional<UUID>> owners) -> write(owners, out.u8(PLACES));
    }
  }

  static Said read(PackedReader in) {
    int tag = in.u8();
    return switch (tag) {
      case ACCEPTED -> new Said.Accepted(faults(in));
      case DOCUMENT -> new Said.Document(in.bytes());
      case REFUSED -> new Said.Refused(in.count(), in.string(), in.string(), in.string());
      case BUSY -> new Said.Busy(in.string(), in.count());
      case FAILED -> new Said.Failed(in.string());
      case PLACES -> new Said.Places(owners(in));
      default -> throw new IllegalArgumentException("unknown kind of answer " + tag);
    };
  }

  private static void write(Said.Fault fault, PackedWriter out) {
    out.varint(fault.index()).string(fault.code()).string(fault.message()).string(fault.field());
  }

  private static List<Said.Fault> faults(PackedReader in) {
    int count = in.items();
    List<Said.Fault> faults = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      faults.add(new Said.Fault(in.count(), in.string(), in.string(), in.string()));
    }
    return faults;
  }

  /** The nodes once, and then for each shard which of them: there are many more shards. */
  private static void write(List<Optional<UUID>> owners, PackedWriter out) {
    List<UUID> nodes = owners.stream().flatMap(Optional::stream).distinct().toList();
    out.varint(nodes.size());
    nodes.forEach(node -> EntranceFormat.write(node, out));
    out.varint(owners.size());
    owners.forEach(owner -> out.varint(owner.map(nodes::indexOf).orElse(-1) + 1));
  }

  private static List<Optional<UUID>> owners(PackedReader in) {
    int nodeCount = in.items();
    List<UUID> nodes = new ArrayList<>(nodeCount);
    for (int i = 0; i < nodeCount; i++) {
      nodes.add(EntranceFormat.uuid(in));
    }
    int shardCount = in.items();
    List<Optional<UUID>> owners = new ArrayList<>(shardCount);
    for (int shard = 0; shard < shardCount; shard++) {
      int number = in.count();
      owners.add(number == 0 ? Optional.empty() : Optional.of(nodes.get(number - 1)));
    }
    return owners;
  }
}
