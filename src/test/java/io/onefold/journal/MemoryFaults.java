package io.onefold.journal;

/**
 * What goes wrong between a {@link MemoryJournal} and its store. A simulation answers from its
 * seed.
 *
 * <p><b>Threading.</b> Called on the journal's thread.
 */
public interface MemoryFaults {

  /** What happens to one append. */
  enum Append {

    /** Carried out and answered. */
    NONE,

    /** Carried out; the answer is {@link Appended.Unknown}. */
    REPLY_LOST,

    /** Not carried out; the answer is {@link Appended.Unknown}. */
    REQUEST_LOST,

    /** Carried out when {@link MemoryJournal#deliverLate} is called; answered Unknown now. */
    LATE
  }

  /** Asked for each append that gets as far as the wire. */
  Append onAppend(Batch batch);

  /** Whether this checkpoint stops before it becomes the current one. */
  boolean stopBeforeSwitch(Checkpoint checkpoint);

  /** Nothing goes wrong. */
  static MemoryFaults none() {
    return new MemoryFaults() {
      @Override
      public Append onAppend(Batch batch) {
        return Append.NONE;
      }

      @Override
      public boolean stopBeforeSwitch(Checkpoint checkpoint) {
        return false;
      }
    };
  }
}
