package io.onefold.route;

import io.onefold.message.Parcel;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;

/**
 * Hands a {@link Parcel} over inside the process as it is, without a copy. To another node goes a
 * {@link io.onefold.message.wire.Freight}.
 *
 * <p><b>Threading.</b> Stateless. <b>Errors.</b> {@link UnsupportedOperationException} when a
 * parcel is about to leave the process: parcels are sent with {@code localOnly}.
 */
public final class ParcelCodec implements MessageCodec<Parcel, Parcel> {

  private ParcelCodec() {}

  /** Makes the bus know parcels; again is fine. */
  public static void registerOn(EventBus bus) {
    try {
      bus.registerCodec(new ParcelCodec());
    } catch (IllegalStateException alreadyRegistered) {
      // The bus has no way to ask, and several event loops start at once.
    }
  }

  @Override
  public Parcel transform(Parcel parcel) {
    return parcel;
  }

  @Override
  public String name() {
    return Parcel.CODEC;
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }

  @Override
  public void encodeToWire(Buffer buffer, Parcel parcel) {
    throw new UnsupportedOperationException("a parcel leaves its process as freight");
  }

  @Override
  public Parcel decodeFromWire(int position, Buffer buffer) {
    throw new UnsupportedOperationException("a parcel leaves its process as freight");
  }
}
