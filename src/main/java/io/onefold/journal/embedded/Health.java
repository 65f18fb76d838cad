package io.onefold.journal.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a look at a port tells about the server of a directory.
 *
 * <p><b>Threading.</b> Immutable.
 */
sealed interface Health {

  /** Our server, serving. */
  record Ready(ProcessHandle process) implements Health {}

  /** Our server, reading its files. */
  record Loading() implements Health {}

  /** Nobody, or somebody else. */
  record Away() implements Health {}

  /** Looks whether the server on a port takes our password and works in our directory. */
  static Health of(int port, String password, Path directory) {
    try (ControlClient client = new ControlClient(port, password)) {
      List<String> dir = client.call("CONFIG", "GET", "dir");
      Optional<ProcessHandle> process =
          pid(client.call("INFO", "server").getFirst()).flatMap(ProcessHandle::of);
      if (process.isEmpty() || !dir.getLast().equals(directory.toString())) {
        return new Away();
      }
      client.call("PING");
      return new Ready(process.get());
    } catch (ControlClient.Refused refused) {
      return refused.isLoading() ? new Loading() : new Away();
    } catch (IOException away) {
      return new Away();
    }
  }

  private static Optional<Long> pid(String info) {
    return info.lines()
        .filter(line -> line.startsWith("process_id:"))
        .map(line -> Long.parseLong(line.substring("process_id:".length()).strip()))
        .findFirst();
  }
}
