package io.onefold.message.wire;

import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import java.util.UUID;

/**
 * Stands on the wire for the {@link io.onefold.message.ReplyTo} of a question. A shard that passes
 * the question on passes the ticket on, so that the answer goes straight to who asked first.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param node that waits for the answer
 * @param number tells its questions apart
 */
public record Ticket(UUID node, long number) {

  void write(PackedWriter out) {
    out.i64(node.getMostSignificantBits()).i64(node.getLeastSignificantBits()).varint(number);
  }

  static Ticket read(PackedReader in) {
    return new Ticket(new UUID(in.i64(), in.i64()), in.varint());
  }
}
