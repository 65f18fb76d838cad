package io.onefold.sim;

/**
 * Rules of the world that a mutant breaks, to prove that the simulation can fail.
 *
 * @param fenced the log refuses a former owner
 * @param retries open questions are asked again
 * @param early what leaves a shard before it is committed
 */
record Faults(boolean fenced, boolean retries, Early early) {

  static final Faults NONE = new Faults(true, true, Early.NOTHING);

  /** What leaves too early. */
  enum Early {
    NOTHING,
    MESSAGES,
    ANSWERS
  }
}
