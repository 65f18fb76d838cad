package io.onefold.journal.embedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.Reader;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * The files of one embedded server, locked against other nodes.
 *
 * <p><b>Threading.</b> Confined to one thread at a time.
 *
 * <p><b>Ownership.</b> The lock is held until {@link #close}, or until the process ends however it
 * does.
 */
final class ServerDirectory implements AutoCloseable {

  private static final int PASSWORD_BYTES = 24;
  private static final int LOG_TAIL_LINES = 12;
  private static final int LOG_TAIL_BYTES = 16 * 1024;

  private final Path path;
  private final FileChannel lock;

  private ServerDirectory(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /** The server of the last start: its port, and its process if it was ever seen. */
  record Recorded(int port, Optional<ProcessHandle> process) {}

  /** Locks the directory; empty when another node has it. */
  static Optional<ServerDirectory> open(Path directory) throws IOException {
    Files.createDirectories(directory);
    Path real = directory.toRealPath();
    FileChannel channel =
        FileChannel.open(real.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (tryLock(channel)) {
      return Optional.of(new ServerDirectory(real, channel));
    }
    channel.close();
    return Optional.empty();
  }

  Path path() {
    return path;
  }

  Path file(String name) {
    return path.resolve(name);
  }

  /** The password of this directory's server, made at the first call. */
  String password(SecureRandom random) throws IOException {
    Path file = file("password");
    if (!Files.exists(file)) {
      byte[] bytes = new byte[PASSWORD_BYTES];
      random.nextBytes(bytes);
      writeSecret("password", HexFormat.of().formatHex(bytes));
    }
    return Files.readString(file).strip();
  }

  /** Replaces a file that only its owner may read. */
  void writeSecret(String name, String text) throws IOException {
    Path partial = file(name + ".partial");
    Files.deleteIfExists(partial);
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          partial,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(partial, text);
    Files.move(partial, file(name), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Notes where the server is, or will be. */
  void record(int port, Optional<ProcessHandle> process) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("port", Integer.toString(port));
    process.ifPresent(handle -> properties.setProperty("pid", Long.toString(handle.pid())));
    Path partial = file("server.properties.partial");
    try (Writer out = Files.newBufferedWriter(partial)) {
      properties.store(out, "the embedded Redis server of this directory");
    }
    Files.move(partial, file("server.properties"), StandardCopyOption.ATOMIC_MOVE);
  }

  /** The server of the last start; its process only when that is still alive. */
  Optional<Recorded> recorded() throws IOException {
    Path file = file("server.properties");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      properties.load(in);
    }
    Optional<ProcessHandle> process =
        server(properties.getProperty("pid")).or(() -> server(serversOwnNote()));
    int port = Integer.parseInt(properties.getProperty("port", "0"));
    return Optional.of(new Recorded(port, process));
  }

  long logLength() throws IOException {
    Path log = file("server.log");
    return Files.exists(log) ? Files.size(log) : 0;
  }

  /** What the server said since its log had a length: its last lines. */
  String logSince(long length) throws IOException {
    Path log = file("server.log");
    if (!Files.exists(log)) {
      return "";
    }
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long from = Math.max(length, file.length() - LOG_TAIL_BYTES);
      byte[] bytes = new byte[(int) Math.max(0, file.length() - from)];
      file.seek(from);
      file.readFully(bytes);
      List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      int skipped = Math.max(0, lines.size() - LOG_TAIL_LINES);
      return String.join("\n", lines.subList(skipped, lines.size()));
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      FileLock held = channel.tryLock();
      return held != null;
    } catch (OverlappingFileLockException heldInThisProcess) {
      return false;
    }
  }

  /** The server writes its number down as well, should the node have died before it could. */
  private String serversOwnNote() {
    try {
      return Files.readString(file("redis.pid")).strip();
    } catch (IOException none) {
      return null;
    }
  }

  /** The living process of that number, unless it runs another program than ours. */
  private Optional<ProcessHandle> server(String pid) {
    return Optional.ofNullable(pid)
        .flatMap(number -> ProcessHandle.of(Long.parseLong(number)))
        .filter(ProcessHandle::isAlive)
        .filter(
            handle ->
                handle
                    .info()
                    .command()
                    .map(command -> command.startsWith(file("bin").toString()))
                    .orElse(true));
  }
}
