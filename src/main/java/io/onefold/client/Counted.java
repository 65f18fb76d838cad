package io.onefold.client;

import io.onefold.message.entrance.Said;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what a client does.
 *
 * <p><b>Threading.</b> Thread-safe.
 */
final class Counted {

  private final LongAdder calls = new LongAdder();
  private final LongAdder answered = new LongAdder();
  private final LongAdder busy = new LongAdder();
  private final LongAdder full = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder resent = new LongAdder();
  private final LongAdder direct = new LongAdder();
  private final LongAdder indirect = new LongAdder();

  void called() {
    calls.increment();
  }

  void full() {
    full.increment();
  }

  void resent() {
    resent.increment();
  }

  /** A call is over. */
  void over(Said said) {
    switch (said) {
      case Said.Busy _ -> busy.increment();
      case Said.Failed _ -> failed.increment();
      case Said.Accepted _, Said.Document _, Said.Refused _, Said.Places _ -> answered.increment();
    }
  }

  /** An answer came that was about one profile. */
  void hops(boolean one) {
    (one ? direct : indirect).increment();
  }

  ClientFigures figures() {
    return new ClientFigures(
        calls.sum(),
        answered.sum(),
        busy.sum(),
        full.sum(),
        failed.sum(),
        resent.sum(),
        direct.sum(),
        indirect.sum());
  }
}
