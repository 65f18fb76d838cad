package io.onefold.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.RunningNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * One node of a cluster, over all its lives: the same place and the same data directory each time.
 *
 * <p><b>Threading.</b> Confined to one thread at a time.
 */
final class Member {

  private final int number;
  private final RunningNode.Place place;
  private final Path directory;
  private RunningNode node;
  private boolean frozen;

  Member(int number, RunningNode.Place place, Path directory) {
    this.number = number;
    this.place = place;
    this.directory = directory;
  }

  int number() {
    return number;
  }

  Target target() {
    return new Target(number, place.host(), place.port());
  }

  /** Whether it runs, and is not frozen. */
  boolean isUp() {
    return node != null && node.process().isAlive() && !frozen;
  }

  /** Starts it and does not wait. */
  void launch(Map<String, String> environment) {
    end();
    node = RunningNode.launch(place, directory, environment);
  }

  /** As {@code kill -9}. */
  void kill() {
    node.kill();
    end();
  }

  /** As {@code kill}: it hands over what it has. */
  void stop() {
    int code = node.stop();
    String output = node.output();
    end();
    assertThat(code).as("exit code of node %d, which printed:%n%s", number, output).isZero();
  }

  /** It does nothing any more, and does not know. */
  void freeze() {
    node.signal("STOP");
    frozen = true;
  }

  void thaw() {
    node.signal("CONT");
    frozen = false;
  }

  /** The last lines that it printed. */
  String lastWords(int lines) {
    if (node == null) {
      return "";
    }
    String[] printed = node.output().split("\n");
    int from = Math.max(0, printed.length - lines);
    return String.join("\n", Arrays.asList(printed).subList(from, printed.length));
  }

  /** What it said before it ended without having been told to. */
  Optional<String> lastWordsIfEndedByItself(int lines) {
    return node == null || node.process().isAlive()
        ? Optional.empty()
        : Optional.of("node " + (number + 1) + ":\n" + lastWords(lines));
  }

  /** Ends it whatever it is at, and keeps what it has printed beside its data. */
  void end() {
    if (node == null) {
      return;
    }
    frozen = false;
    if (node.process().isAlive()) {
      node.kill();
    }
    try {
      Files.writeString(
          directory.resolveSibling("node-" + (number + 1) + ".log"),
          node.output() + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      node.close();
      node = null;
    }
  }
}
