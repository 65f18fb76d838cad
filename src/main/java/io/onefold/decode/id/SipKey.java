package io.onefold.decode.id;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The 128-bit key of a {@link SipHash}.
 *
 * <p><b>Threading.</b> Immutable.
 */
record SipKey(long k0, long k1) {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** The key in the first 16 bytes, as the reference code reads them. */
  static SipKey of(byte[] bytes) {
    return new SipKey((long) LONG.get(bytes, 0), (long) LONG.get(bytes, Long.BYTES));
  }

  /** Keeps the key out of logs. */
  @Override
  public String toString() {
    return "SipKey";
  }
}
