package io.onefold.journal.embedded;

import io.onefold.journal.embedded.ServerDirectory.Recorded;
import io.onefold.journal.embedded.Started.Reason;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One start of the embedded server.
 *
 * <p><b>Threading.</b> Confined to one thread; blocks.
 *
 * <p><b>Bounds.</b> A server that does not answer is given {@link #ANSWER_WITHIN_MS}; one that is
 * loading, as long as it takes.
 */
final class Launch {

  /** A fresh server listens after some 20 ms; 20 s is for a machine that is on its knees. */
  private static final long ANSWER_WITHIN_MS = 20_000;

  private static final long LOOK_AGAIN_MS = 20;

  private final EmbeddedRedisSettings settings;
  private final ServerDirectory home;
  private final SecureRandom random;

  Launch(EmbeddedRedisSettings settings, ServerDirectory home, SecureRandom random) {
    this.settings = settings;
    this.home = home;
    this.random = random;
  }

  /** Unlocks the directory again unless the server runs in the end. */
  Started run() {
    Started started;
    try {
      started = attachOrStart(home.password(random));
    } catch (IOException broken) {
      started = failed(Reason.DIRECTORY_NOT_WRITABLE, broken.toString());
    }
    if (started instanceof Started.Failed) {
      closeQuietly();
    }
    return started;
  }

  private Started attachOrStart(String password) throws IOException {
    Optional<Recorded> recorded = home.recorded();
    if (recorded.isPresent()) {
      Optional<Started> found = attach(recorded.get(), password);
      if (found.isPresent()) {
        return found.get();
      }
    }
    Optional<RedisBinary> binary =
        RedisBinary.of(System.getProperty("os.name"), System.getProperty("os.arch"));
    if (binary.isEmpty()) {
      String machine = System.getProperty("os.name") + " " + System.getProperty("os.arch");
      return failed(Reason.NO_BINARY, "no redis-server is packed for " + machine);
    }
    int port = port(recorded);
    return port == 0
        ? failed(Reason.PORT_IN_USE, "port " + settings.port() + " is in use")
        : start(binary.get().unpack(home.file("bin")), port, password);
  }

  /** Empty when no server of this directory runs. */
  private Optional<Started> attach(Recorded recorded, String password) {
    Health health = health(recorded.port(), password);
    for (long waitedMs = 0; ; waitedMs += LOOK_AGAIN_MS) {
      switch (health) {
        case Health.Ready(ProcessHandle process) -> {
          return Optional.of(running(recorded.port(), password, process, true));
        }
        case Health.Loading() -> waitedMs = 0;
        case Health.Away() -> {
          if (recorded.process().isEmpty()) {
            return Optional.empty();
          }
          if (waitedMs >= ANSWER_WITHIN_MS) {
            return Optional.of(hangs(recorded.process().get()));
          }
        }
      }
      if (endedWithin(recorded.process(), LOOK_AGAIN_MS)) {
        return Optional.empty();
      }
      health = health(recorded.port(), password);
    }
  }

  private Started hangs(ProcessHandle process) {
    return failed(
        Reason.NOT_ANSWERING,
        "the server of an earlier start, process "
            + process.pid()
            + ", is alive and does not answer; end it, then start again");
  }

  /** The port to start on, 0 when the one that is asked for is taken. */
  private int port(Optional<Recorded> recorded) throws IOException {
    if (settings.port() != 0) {
      return isFree(settings.port()) ? settings.port() : 0;
    }
    int last = recorded.map(Recorded::port).orElse(0);
    if (last != 0 && isFree(last)) {
      return last;
    }
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  private Started start(Path binary, int port, String password) throws IOException {
    home.writeSecret("redis.conf", ServerConfig.text(settings, home, port, password));
    home.record(port, Optional.empty());
    long logBefore = home.logLength();
    Process process;
    try {
      process =
          new ProcessBuilder(command(binary))
              .directory(home.path().toFile())
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .redirectOutput(ProcessBuilder.Redirect.appendTo(home.file("server.log").toFile()))
              .start();
    } catch (IOException notRun) {
      return failed(Reason.BINARY_NOT_EXECUTABLE, notRun.getMessage());
    }
    home.record(port, Optional.of(process.toHandle()));
    return await(process, port, password, logBefore);
  }

  /** In a session of its own where the system has setsid, so that Ctrl-C does not reach it. */
  private List<String> command(Path binary) {
    List<String> command = new ArrayList<>();
    for (String directory : List.of("/usr/bin", "/bin")) {
      Path setsid = Path.of(directory, "setsid");
      if (command.isEmpty() && Files.isExecutable(setsid)) {
        command.add(setsid.toString());
      }
    }
    command.add(binary.toString());
    command.add(home.file("redis.conf").toString());
    return command;
  }

  private Started await(Process process, int port, String password, long logBefore)
      throws IOException {
    long waitedMs = 0;
    while (!endedWithin(Optional.of(process.toHandle()), LOOK_AGAIN_MS)) {
      switch (health(port, password)) {
        case Health.Ready(ProcessHandle ours) -> {
          return running(port, password, ours, false);
        }
        case Health.Loading() -> waitedMs = 0;
        case Health.Away() -> waitedMs += LOOK_AGAIN_MS;
      }
      if (waitedMs >= ANSWER_WITHIN_MS) {
        process.destroy();
        return failed(Reason.NOT_ANSWERING, home.logSince(logBefore));
      }
    }
    return ended(process, home.logSince(logBefore));
  }

  private Started ended(Process process, String log) {
    if (log.contains("Address already in use")) {
      return failed(Reason.PORT_IN_USE, log);
    }
    if (log.contains("Bad file format")
        || log.contains("AOF loading aborted")
        || log.contains("Unrecoverable error reading the append only file")
        || log.contains("Wrong signature trying to load DB")) {
      return failed(Reason.DATA_CORRUPT, log);
    }
    return failed(Reason.EXITED, "exit code " + process.exitValue() + "\n" + log);
  }

  private Started running(int port, String password, ProcessHandle process, boolean attached) {
    try {
      home.record(port, Optional.of(process));
      if (attached) {
        applySettings(port, password);
      }
    } catch (IOException broken) {
      return failed(Reason.NOT_ANSWERING, broken.toString());
    }
    return new Started.Running(new EmbeddedRedis(home, password, port, process), attached);
  }

  private void applySettings(int port, String password) throws IOException {
    try (ControlClient client = new ControlClient(port, password)) {
      client.call("CONFIG", "SET", "appendfsync", settings.fsync().word());
      String memory = Long.toString(settings.maxMemoryBytes().orElse(0));
      client.call("CONFIG", "SET", "maxmemory", memory);
    }
  }

  private Health health(int port, String password) {
    return Health.of(port, password, home.path());
  }

  private static boolean endedWithin(Optional<ProcessHandle> process, long ms) {
    if (process.isEmpty()) {
      return false;
    }
    try {
      process.get().onExit().get(ms, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException alive) {
      return false;
    } catch (InterruptedException | ExecutionException stopped) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void closeQuietly() {
    try {
      home.close();
    } catch (IOException alreadyClosed) {
      // The lock ends with the process at the latest.
    }
  }

  private Started failed(Reason reason, String what) {
    return new Started.Failed(reason, "Redis directory " + home.path() + ": " + what);
  }
}
