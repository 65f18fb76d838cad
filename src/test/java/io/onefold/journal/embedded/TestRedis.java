package io.onefold.journal.embedded;

import io.onefold.journal.connection.RedisSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A real server of the bundled binary in a directory of its own, which is deleted with it.
 *
 * <p><b>Threading.</b> Thread-safe; starting and closing block.
 */
public final class TestRedis implements AutoCloseable {

  private final Path directory;
  private final EmbeddedRedis server;

  private TestRedis(Path directory, EmbeddedRedis server) {
    this.directory = directory;
    this.server = server;
  }

  /** Starts an empty server on any free port. */
  public static TestRedis start() {
    return start(EmbeddedRedisSettings.Fsync.EVERYSEC);
  }

  public static TestRedis start(EmbeddedRedisSettings.Fsync fsync) {
    try {
      Path directory = Files.createTempDirectory("onefold-redis");
      EmbeddedRedisSettings settings =
          new EmbeddedRedisSettings(directory, 0, fsync, OptionalLong.empty());
      return switch (EmbeddedRedis.start(settings, new SecureRandom())) {
        case Started.Running(EmbeddedRedis server, boolean attached) ->
            new TestRedis(directory, server);
        case Started.Failed(Started.Reason reason, String message) ->
            throw new AssertionError(reason + ": " + message);
      };
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }

  public EmbeddedRedis server() {
    return server;
  }

  /** Where the server keeps its files. */
  public Path directory() {
    return directory;
  }

  /** Settings to connect with, directly. */
  public RedisSettings settings() {
    return settings(server.port());
  }

  /**
   * Settings to connect with through a proxy on another port. The waits are longer than in
   * production, since tests share their machine.
   */
  public RedisSettings settings(int port) {
    return new RedisSettings(
        "127.0.0.1",
        port,
        Optional.empty(),
        Optional.of(server.password()),
        30_000,
        15_000,
        15_000);
  }

  @Override
  public void close() {
    server.stop();
    deleteAll(directory);
  }

  static void deleteAll(Path directory) {
    try (Stream<Path> all = Files.walk(directory)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.delete(path);
      }
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }
}
