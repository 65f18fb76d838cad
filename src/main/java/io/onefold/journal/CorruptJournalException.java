package io.onefold.journal;

/**
 * Damage found by a call whose result has no room for it.
 *
 * <p><b>Threading.</b> Immutable.
 */
public final class CorruptJournalException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient ReadEnd.Corrupt corrupt;

  public CorruptJournalException(ReadEnd.Corrupt corrupt) {
    super(corrupt.message());
    this.corrupt = corrupt;
  }

  /** Where the damage is. */
  public ReadEnd.Corrupt corrupt() {
    return corrupt;
  }
}
