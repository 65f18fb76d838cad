package io.onefold.config;

import io.onefold.config.key.Key;
import io.onefold.config.key.Kinds;
import io.onefold.config.key.Section;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The Redis that keeps the journal.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param uri a Redis of one's own; if empty, the node starts the embedded one, and only then do the
 *     other settings matter. May hold a password
 * @param port of the embedded one, 0 means any free one
 * @param fsync when the embedded one forces its file to the disk: what a machine's death can cost
 * @param memoryBytesMax what the embedded one may fill, 0 for no limit; beyond it, writes are
 *     refused, nothing is evicted
 */
public record RedisConfig(Optional<String> uri, int port, Fsync fsync, long memoryBytesMax) {

  /** When Redis forces its append-only file to the disk. */
  public enum Fsync {
    /**
     * Once a second: up to about two seconds are lost with the machine, nothing with the process.
     */
    EVERYSEC,
    /** Before each answer: nothing is lost. */
    ALWAYS,
    /** When the operating system likes. */
    NO
  }

  private static final Key<Optional<String>> URI =
      Key.secret(
          "uri",
          Optional.empty(),
          Kinds.optional(
              Kinds.text(
                  Pattern.compile("(redis|rediss|unix)://\\S+"),
                  "redis://[:password@]host[:port][/database], or rediss:// for TLS")));
  private static final Key<Integer> PORT = Key.of("port", 0, Kinds.whole(0, 65_535));
  private static final Key<Fsync> FSYNC =
      Key.of("fsync", Fsync.EVERYSEC, Kinds.choice(Fsync.class));
  private static final Key<Long> MEMORY_MAX = Key.of("memory-max", 0L, Kinds.size("0", "64TB"));

  public RedisConfig {
    URI.require(uri);
    PORT.require(port);
    FSYNC.require(fsync);
    MEMORY_MAX.require(memoryBytesMax);
  }

  static RedisConfig read(Section section) {
    return new RedisConfig(
        section.read(URI), section.read(PORT), section.read(FSYNC), section.read(MEMORY_MAX));
  }

  /** Whether the node starts a Redis itself. */
  public boolean isEmbedded() {
    return uri.isEmpty();
  }

  /** Without the URI, for it may hold a password. */
  @Override
  public String toString() {
    return "RedisConfig[%s, port=%d, fsync=%s, memoryBytesMax=%d]"
        .formatted(isEmbedded() ? "embedded" : "uri not shown", port, fsync, memoryBytesMax);
  }
}
