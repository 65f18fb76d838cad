package io.onefold.journal.embedded;

/**
 * How a start of the embedded server ended.
 *
 * <p><b>Threading.</b> Immutable.
 */
public sealed interface Started {

  /**
   * The server answers.
   *
   * @param attached whether it was running already
   */
  record Running(EmbeddedRedis server, boolean attached) implements Started {}

  /**
   * There is no server, and none was left behind by this start.
   *
   * @param message for the operator: what is wrong, where, and the server's own last words
   */
  record Failed(Reason reason, String message) implements Started {}

  /** Why there is no server. */
  enum Reason {

    /** The directory cannot be made or written to. */
    DIRECTORY_NOT_WRITABLE,

    /** Another node uses the directory. */
    DIRECTORY_IN_USE,

    /** No binary was packed for this operating system and processor. */
    NO_BINARY,

    /** The binary is there but the system will not run it. */
    BINARY_NOT_EXECUTABLE,

    /** Somebody else listens on the port. */
    PORT_IN_USE,

    /** The server of an earlier start is alive and hangs. */
    NOT_ANSWERING,

    /** The server refuses its data: damage that is more than a cut end. */
    DATA_CORRUPT,

    /** The server ended for another reason. */
    EXITED
  }
}
