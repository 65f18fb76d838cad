package io.onefold.journal.embedded;

/**
 * The configuration file of the embedded server.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class ServerConfig {

  private ServerConfig() {}

  static String text(EmbeddedRedisSettings settings, ServerDirectory home, int port, String word) {
    String memory =
        settings.maxMemoryBytes().isPresent()
            ? "maxmemory " + settings.maxMemoryBytes().getAsLong() + "\n"
            : "";
    return """
    # Written at each start of Onefold; changes here are lost.
    bind 127.0.0.1
    protected-mode yes
    port %d
    requirepass %s
    dir "%s"
    pidfile "%s"
    databases 1
    # The journal: every command is appended; a cut end is dropped at the next start.
    appendonly yes
    appendfsync %s
    no-appendfsync-on-rewrite no
    aof-load-truncated yes
    aof-use-rdb-preamble yes
    auto-aof-rewrite-percentage 100
    auto-aof-rewrite-min-size 256mb
    save ""
    # A full store refuses; it never forgets.
    maxmemory-policy noeviction
    %slazyfree-lazy-user-del yes
    latency-tracking no
    maxclients 1000
    tcp-keepalive 60
    daemonize no
    loglevel notice
    always-show-logo no
    """
        .formatted(
            port,
            word,
            quoted(home.path().toString()),
            quoted(home.file("redis.pid").toString()),
            settings.fsync().word(),
            memory);
  }

  private static String quoted(String path) {
    return path.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
