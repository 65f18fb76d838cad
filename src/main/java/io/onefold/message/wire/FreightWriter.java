package io.onefold.message.wire;

import io.onefold.event.PackedWriter;
import io.onefold.message.Parcel;
import io.onefold.message.ReplyTo;
import java.util.List;
import java.util.function.Function;

/**
 * Writes what leaves for other nodes. The bytes of a freight are its own, since the bus may keep
 * them until it is connected; they are copied once, out of an array that is used again and again.
 *
 * <p><b>Threading.</b> Confined to one event loop.
 */
public final class FreightWriter {

  /** A request's events for one shard: mostly fewer than ten of 300 bytes. */
  private static final int INITIAL_BYTES = 4 * 1024;

  /** An array that had to grow beyond it is not kept: 256 KiB × event loops. */
  private static final int KEPT_BYTES_MAX = 256 * 1024;

  private final Function<ReplyTo, Ticket> tickets;
  private PackedWriter out = new PackedWriter(INITIAL_BYTES);

  /**
   * @param tickets gives out a ticket for who waits for an answer
   */
  public FreightWriter(Function<ReplyTo, Ticket> tickets) {
    this.tickets = tickets;
  }

  public Freight write(Parcel parcel) {
    EnvelopesCodec.write(parcel, tickets, begin(Freight.Kind.PARCEL));
    return taken();
  }

  public Freight write(List<Answered> answers) {
    AnswersCodec.write(answers, begin(Freight.Kind.ANSWERS));
    return taken();
  }

  private PackedWriter begin(Freight.Kind kind) {
    return WireFormat.begin(kind, out.clear());
  }

  private Freight taken() {
    Freight freight = new Freight(out.toBytes());
    if (out.array().length > KEPT_BYTES_MAX) {
      out = new PackedWriter(INITIAL_BYTES);
    }
    return freight;
  }
}
