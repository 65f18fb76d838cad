package io.onefold.fault;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Time, for those who have to let it pass, and for those who wait for something. */
final class Waiting {

  private static final Duration LOOK = Duration.ofMillis(50);

  private Waiting() {}

  /** Lets time pass, because it is the fault that lasts. */
  static void pass(Duration time) {
    long untilNs = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = untilNs - System.nanoTime()) {
      if (Thread.interrupted()) {
        throw new AssertionError("interrupted");
      }
      LockSupport.parkNanos(left);
    }
  }

  /** Looks again and again until it is so. */
  static void until(String what, Duration most, BooleanSupplier reached) {
    if (!reached(most, reached)) {
      throw new AssertionError("waited " + most.toSeconds() + " s in vain until " + what);
    }
  }

  /** Looks again and again; false when it is not so in time. */
  static boolean reached(Duration most, BooleanSupplier reached) {
    long untilNs = System.nanoTime() + most.toNanos();
    while (!reached.getAsBoolean()) {
      if (System.nanoTime() - untilNs > 0) {
        return false;
      }
      pass(LOOK);
    }
    return true;
  }
}
