package io.onefold.message.wire;

import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import io.onefold.message.After;
import io.onefold.message.View;

/**
 * The form of {@link After}: a tag, and the view that is to be shown.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class AfterCodec {

  private static final int ACKNOWLEDGE = 1;
  private static final int SHOW = 2;

  private AfterCodec() {}

  static void write(After after, PackedWriter out) {
    switch (after) {
      case After.Acknowledge() -> out.u8(ACKNOWLEDGE);
      case After.Show(View view) -> ViewCodec.write(view, out.u8(SHOW));
    }
  }

  static After read(PackedReader in) {
    int tag = in.u8();
    return switch (tag) {
      case ACKNOWLEDGE -> After.ACKNOWLEDGE;
      case SHOW -> new After.Show(ViewCodec.read(in));
      default -> throw WireException.unknown("wish", tag);
    };
  }
}
