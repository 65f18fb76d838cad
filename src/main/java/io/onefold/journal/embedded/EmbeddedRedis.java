package io.onefold.journal.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A running {@code redis-server} of our own, found or started.
 *
 * <p>Which of the two is decided like this, with the directory locked:
 *
 * <pre>
 *   the recorded port answers our password, and its dir is ours ──▶ attach
 *       it answers LOADING ──▶ wait, then attach
 *   the recorded process is alive, but does not answer ──▶ failed: NOT_ANSWERING
 *   else ──▶ record the port, start, record the process, wait until it answers
 * </pre>
 *
 * <p>The port is recorded before the start, so that a server whose node died in between is found by
 * its port.
 *
 * <p><b>Threading.</b> Thread-safe. {@link #start} and {@link #stop} block: not for event loops.
 *
 * <p><b>Ownership.</b> Holds the lock on the directory until {@link #stop} or {@link
 * #leaveRunning}.
 */
public final class EmbeddedRedis {

  /** Long enough to write what is in memory to a slow disk. */
  private static final int STOP_WITHIN_MS = 30_000;

  private final ServerDirectory home;
  private final String password;
  private final int port;
  private final ProcessHandle process;

  EmbeddedRedis(ServerDirectory home, String password, int port, ProcessHandle process) {
    this.home = home;
    this.password = password;
    this.port = port;
    this.process = process;
  }

  /**
   * Attaches to the server of {@code settings.directory()}, or starts it, and waits until it
   * serves, for as long as it is loading.
   */
  public static Started start(EmbeddedRedisSettings settings, SecureRandom random) {
    ServerDirectory home;
    try {
      Optional<ServerDirectory> locked = ServerDirectory.open(settings.directory());
      if (locked.isEmpty()) {
        return failed(Started.Reason.DIRECTORY_IN_USE, settings.directory(), "is in use");
      }
      home = locked.get();
    } catch (IOException unwritable) {
      return failed(
          Started.Reason.DIRECTORY_NOT_WRITABLE, settings.directory(), unwritable.toString());
    }
    return new Launch(settings, home, random).run();
  }

  public String host() {
    return "127.0.0.1";
  }

  public int port() {
    return port;
  }

  /** Also in the file {@code password}, for operators. */
  public String password() {
    return password;
  }

  public long pid() {
    return process.pid();
  }

  /** Completes when the server's process has ended, for whatever reason. */
  public CompletableFuture<Void> onExit() {
    return process.onExit().thenAccept(ended -> {});
  }

  /**
   * Has the server write all it has to the disk and end, and unlocks the directory.
   *
   * @return why it did not end, in which case it runs on; empty when it ended
   */
  public Optional<String> stop() {
    Optional<String> refused = shutDown();
    leaveRunning();
    return refused;
  }

  /** Unlocks the directory and leaves the server alone; the next start attaches to it. */
  public void leaveRunning() {
    try {
      home.close();
    } catch (IOException alreadyClosed) {
      // The lock ends with the process at the latest.
    }
  }

  private Optional<String> shutDown() {
    if (!process.isAlive()) {
      return Optional.empty();
    }
    try (ControlClient client = new ControlClient(port, password)) {
      client.send("SHUTDOWN", "NOSAVE");
      String refusal = client.untilClosed(STOP_WITHIN_MS);
      if (!refusal.isEmpty()) {
        return Optional.of(refusal);
      }
      process.onExit().join();
      return Optional.empty();
    } catch (IOException unreachable) {
      return process.isAlive() ? Optional.of(unreachable.toString()) : Optional.empty();
    }
  }

  private static Started failed(Started.Reason reason, Path directory, String what) {
    return new Started.Failed(reason, "Redis directory " + directory + ": " + what);
  }
}
