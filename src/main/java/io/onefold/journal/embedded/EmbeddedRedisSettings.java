package io.onefold.journal.embedded;

import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * How the server that comes with Onefold is to run.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param directory of its own; made when missing
 * @param port on 127.0.0.1, or 0 for the one of the last start, else any that is free
 * @param maxMemoryBytes beyond which Redis refuses writes; empty for no bound
 */
public record EmbeddedRedisSettings(
    Path directory, int port, Fsync fsync, OptionalLong maxMemoryBytes) {

  /** When Redis has the operating system write its append-only file to the disk. */
  public enum Fsync {

    /** Before each answer: survives the loss of power. */
    ALWAYS("always"),

    /**
     * Once a second: survives the death of the process; about two seconds may go with the power.
     */
    EVERYSEC("everysec"),

    /** When the operating system likes: what goes with the power is not bounded. */
    NO("no");

    private final String word;

    Fsync(String word) {
      this.word = word;
    }

    /** As the server's configuration spells it. */
    public String word() {
      return word;
    }
  }
}
