package io.onefold;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Remembers beside the data which shards the store held something of, so that a store that has
 * become empty is not mistaken for a new one. By shard, since a store that was emptied under a
 * running node may hold again what some of them wrote since.
 *
 * <p><b>Threading.</b> Thread-safe. Blocking; not for event loops.
 */
final class LastKnown {

  private final Path file;
  private final Set<Integer> shards = new TreeSet<>();

  /** Reads what was remembered; fails when that cannot be read. */
  LastKnown(Path dataDir, String cluster) throws IOException {
    this.file = dataDir.resolve("last-known-" + cluster);
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        shards.add(number(line));
      }
    }
  }

  /** The shards that the store held something of. */
  synchronized Set<Integer> shards() {
    return Set.copyOf(shards);
  }

  /** The store holds something of these shards too from now on. */
  synchronized void remember(Set<Integer> more) throws IOException {
    Set<Integer> all = new TreeSet<>(shards);
    if (all.addAll(more)) {
      write(all);
      shards.addAll(all);
    }
  }

  /** An operator says that the store may be empty. */
  synchronized void forget() throws IOException {
    shards.clear();
    Files.deleteIfExists(file);
  }

  /** Written aside and moved, so that a crash leaves the old file or the new one. */
  private void write(Set<Integer> all) throws IOException {
    Files.createDirectories(file.getParent());
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.writeString(next, all.stream().map(shard -> shard + "\n").collect(Collectors.joining()));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private int number(String line) throws IOException {
    try {
      return Integer.parseInt(line);
    } catch (NumberFormatException damaged) {
      throw new IOException(file + " should name a shard in each line, not " + line, damaged);
    }
  }
}
