package io.onefold.fault;

import java.util.List;

/**
 * What became of all that was told.
 *
 * @param acknowledged events
 * @param unacknowledged events that were sent, and for which patience ended
 * @param wentBack profiles that had fewer events when they were read again from another node
 * @param examples what is wrong with the first few
 */
record Verdict(
    long acknowledged, long unacknowledged, Judgement all, int wentBack, List<String> examples) {

  Verdict {
    examples = List.copyOf(examples);
  }

  /** Whether everything that was acknowledged is there once. */
  boolean isSound() {
    return all.isSound() && wentBack == 0;
  }

  /** Whether nothing else is wrong than that something is lost. */
  boolean isSoundButForLoss() {
    return new Judgement(0, all.doubled(), all.foreign(), all.disordered(), 0, 0).isSound()
        && wentBack == 0;
  }

  /** One line. */
  @Override
  public String toString() {
    return ("acknowledged %d, unacknowledged %d, lost %d, doubled %d, of others %d, out of order"
            + " %d, miscounted %d, in pieces %d, went back %d")
        .formatted(
            acknowledged,
            unacknowledged,
            all.lost(),
            all.doubled(),
            all.foreign(),
            all.disordered(),
            all.miscounted(),
            all.pieces(),
            wentBack);
  }
}
