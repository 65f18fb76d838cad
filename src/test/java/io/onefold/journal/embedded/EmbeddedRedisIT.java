package io.onefold.journal.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onefold.journal.embedded.EmbeddedRedisSettings.Fsync;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundled binary, started, killed, attached to, and given damaged files. */
class EmbeddedRedisIT {

  @TempDir private Path directory;

  private final List<EmbeddedRedis> running = new ArrayList<>();

  @AfterEach
  void stopServers() {
    running.forEach(EmbeddedRedis::stop);
  }

  @Test
  void start_emptyDirectory_servesWithAPasswordOnlyTheOwnerCanRead() throws IOException {
    EmbeddedRedis server = started(false);
    assertThat(call(server, "PING")).containsExactly("PONG");
    assertThat(call(server, "CONFIG", "GET", "appendonly")).endsWith("yes");
    assertThat(call(server, "CONFIG", "GET", "save")).endsWith("");
    for (String secret : List.of("password", "redis.conf")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file(secret))))
          .as(secret)
          .isEqualTo("rw-------");
    }
  }

  @Test
  void start_afterAGracefulStop_hasTheDataAndThePort() throws IOException {
    EmbeddedRedis first = started(false);
    call(first, "SET", "k", "v");
    assertThat(first.stop()).isEmpty();
    assertThat(ProcessHandle.of(first.pid()).filter(ProcessHandle::isAlive)).isEmpty();
    EmbeddedRedis second = started(false);
    assertThat(call(second, "GET", "k")).containsExactly("v");
    assertThat(second.port()).isEqualTo(first.port());
    assertThat(second.password()).isEqualTo(first.password());
  }

  @Test
  void start_afterTheServerWasKilled_hasTheData() throws IOException {
    EmbeddedRedis first = started(false);
    for (int i = 0; i < 500; i++) {
      call(first, "SET", "k" + i, "v" + i);
    }
    kill(first);
    first.leaveRunning();
    EmbeddedRedis second = started(false);
    assertThat(call(second, "DBSIZE")).containsExactly("500");
  }

  @Test
  void start_whileAnEarlierServerRuns_attachesToIt() throws IOException {
    EmbeddedRedis first = started(false);
    call(first, "SET", "k", "v");
    first.leaveRunning();
    EmbeddedRedis second = started(true, settings(0, Fsync.ALWAYS));
    assertThat(second.pid()).isEqualTo(first.pid());
    assertThat(call(second, "GET", "k")).containsExactly("v");
    assertThat(call(second, "CONFIG", "GET", "appendfsync")).endsWith("always");
  }

  @Test
  void start_whileAnEarlierServerHangs_waitsForIt() throws Exception {
    EmbeddedRedis first = started(false);
    first.leaveRunning();
    signal("STOP", first);
    CompletableFuture<Started> second =
        CompletableFuture.supplyAsync(
            () -> EmbeddedRedis.start(settings(0, Fsync.EVERYSEC), new SecureRandom()),
            Executors.newVirtualThreadPerTaskExecutor());
    signal("CONT", first);
    assertThat(second.get()).isInstanceOf(Started.Running.class);
    Started.Running attached = (Started.Running) second.get();
    running.add(attached.server());
    assertThat(attached.attached()).isTrue();
  }

  @Test
  void start_directoryOfARunningNode_isRefused() {
    started(false);
    assertFailed(Started.Reason.DIRECTORY_IN_USE, settings(0, Fsync.EVERYSEC), "is in use");
  }

  @Test
  void start_portTaken_isRefused() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      assertFailed(
          Started.Reason.PORT_IN_USE, settings(taken.getLocalPort(), Fsync.EVERYSEC), port);
    }
    started(false);
  }

  @Test
  void start_directoryThatCannotBe_isRefused() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "not a directory");
    EmbeddedRedisSettings settings =
        new EmbeddedRedisSettings(file.resolve("redis"), 0, Fsync.EVERYSEC, OptionalLong.empty());
    assertFailed(Started.Reason.DIRECTORY_NOT_WRITABLE, settings, "file");
  }

  @Test
  void start_binaryThatTheSystemRefuses_isRefused() throws IOException {
    started(false).stop();
    try (var binaries = Files.list(directory.resolve("bin"))) {
      Files.writeString(binaries.findFirst().orElseThrow(), "neither a script nor a binary");
    }
    Started started = EmbeddedRedis.start(settings(0, Fsync.EVERYSEC), new SecureRandom());
    assertThat(started).isInstanceOf(Started.Failed.class);
  }

  @Test
  void start_cutEndOfTheFile_servesWhatIsBeforeIt() throws IOException {
    EmbeddedRedis first = started(false);
    for (int i = 0; i < 100; i++) {
      call(first, "SET", "k" + i, "v" + i);
    }
    kill(first);
    first.leaveRunning();
    try (RandomAccessFile file = new RandomAccessFile(appendOnlyFile().toFile(), "rw")) {
      file.setLength(file.length() - 7);
    }
    EmbeddedRedis second = started(false);
    assertThat(call(second, "DBSIZE")).containsExactly("99");
    assertThat(call(second, "GET", "k98")).containsExactly("v98");
  }

  @Test
  void start_fileBrokenInTheMiddle_isRefusedWithTheServersWords() throws IOException {
    EmbeddedRedis first = started(false);
    for (int i = 0; i < 100; i++) {
      call(first, "SET", "k" + i, "v" + i);
    }
    kill(first);
    first.leaveRunning();
    try (RandomAccessFile file = new RandomAccessFile(appendOnlyFile().toFile(), "rw")) {
      file.seek(file.length() / 2);
      file.write("broken in the middle".getBytes());
    }
    assertFailed(Started.Reason.DATA_CORRUPT, settings(0, Fsync.EVERYSEC), "Bad file format");
    assertFailed(Started.Reason.DATA_CORRUPT, settings(0, Fsync.EVERYSEC), "append only file");
  }

  @Test
  void server_hasASessionOfItsOwn_soThatTheTerminalDoesNotReachIt() throws IOException {
    EmbeddedRedis server = started(false);
    Path stat = Path.of("/proc", Long.toString(server.pid()), "stat");
    assertThat(stat).as("what Linux tells of a process").exists();
    String behindName = Files.readString(stat).replaceFirst(".*\\) ", "");
    String session = behindName.split(" ")[3];
    assertThat(session).isEqualTo(Long.toString(server.pid()));
  }

  @Test
  void onExit_killedServer_completes() {
    EmbeddedRedis server = started(false);
    CompletableFuture<Void> ended = server.onExit();
    assertThat(ended).isNotDone();
    kill(server);
    ended.join();
  }

  @Test
  void server_withFullMemory_refusesWritesAndForgetsNothing() throws IOException {
    EmbeddedRedis server = started(false);
    call(server, "SET", "k", "v");
    server.leaveRunning();
    EmbeddedRedisSettings small =
        new EmbeddedRedisSettings(directory, 0, Fsync.EVERYSEC, OptionalLong.of(1));
    EmbeddedRedis full = started(true, small);
    assertThatThrownBy(() -> call(full, "SET", "k2", "v")).hasMessageStartingWith("OOM");
    assertThat(call(full, "GET", "k")).containsExactly("v");
  }

  private EmbeddedRedis started(boolean attached) {
    return started(attached, settings(0, Fsync.EVERYSEC));
  }

  private EmbeddedRedis started(boolean attached, EmbeddedRedisSettings settings) {
    Started started = EmbeddedRedis.start(settings, new SecureRandom());
    assertThat(started).isInstanceOf(Started.Running.class);
    Started.Running server = (Started.Running) started;
    running.add(server.server());
    assertThat(server.attached()).isEqualTo(attached);
    return server.server();
  }

  private static void assertFailed(
      Started.Reason reason, EmbeddedRedisSettings settings, String words) {
    assertThat(EmbeddedRedis.start(settings, new SecureRandom()))
        .isInstanceOfSatisfying(
            Started.Failed.class,
            failed -> {
              assertThat(failed.reason()).as(failed.message()).isEqualTo(reason);
              assertThat(failed.message()).contains(words);
            });
  }

  private EmbeddedRedisSettings settings(int port, Fsync fsync) {
    return new EmbeddedRedisSettings(directory, port, fsync, OptionalLong.empty());
  }

  private Path file(String name) {
    return directory.resolve(name);
  }

  private Path appendOnlyFile() throws IOException {
    try (var files = Files.list(directory.resolve("appendonlydir"))) {
      return files.filter(f -> f.toString().endsWith(".incr.aof")).findFirst().orElseThrow();
    }
  }

  private static List<String> call(EmbeddedRedis server, String... words) throws IOException {
    try (ControlClient client = new ControlClient(server.port(), server.password())) {
      return client.call(words);
    }
  }

  private static void kill(EmbeddedRedis server) {
    ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
  }

  private static void signal(String name, EmbeddedRedis server) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(server.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }
}
