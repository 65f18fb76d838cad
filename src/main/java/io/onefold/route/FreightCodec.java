package io.onefold.route;

import io.onefold.message.wire.Freight;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;

/**
 * Takes a {@link Freight} from node to node as the bytes that it is. What they say is read by the
 * receiver, which alone knows its tickets, so damage is found there and not inside the bus.
 *
 * <p><b>Threading.</b> Stateless.
 */
public final class FreightCodec implements MessageCodec<Freight, Freight> {

  FreightCodec() {}

  /** Makes the bus know freight; again is fine. */
  public static void registerOn(EventBus bus) {
    try {
      bus.registerCodec(new FreightCodec());
    } catch (IllegalStateException alreadyRegistered) {
      // The bus has no way to ask, and several event loops start at once.
    }
  }

  /** To whoever listens in the same process it goes as it is. */
  @Override
  public Freight transform(Freight freight) {
    return freight;
  }

  @Override
  public String name() {
    return Freight.CODEC;
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }

  @Override
  public void encodeToWire(Buffer buffer, Freight freight) {
    buffer.appendInt(freight.bytes().length).appendBytes(freight.bytes());
  }

  @Override
  public Freight decodeFromWire(int position, Buffer buffer) {
    int from = position + Integer.BYTES;
    return new Freight(buffer.getBytes(from, from + buffer.getInt(position)));
  }
}
