package io.onefold.fault;

/** What holds for acknowledged events when something happens at a level. */
enum Promised {

  /** All are there, once. */
  NOTHING_LOST,

  /** What Redis had not yet got may be lost; nothing is there twice. */
  NOTHING_DOUBLED;

  boolean isKept(Verdict verdict) {
    return switch (this) {
      case NOTHING_LOST -> verdict.isSound();
      case NOTHING_DOUBLED -> verdict.isSoundButForLoss();
    };
  }
}
