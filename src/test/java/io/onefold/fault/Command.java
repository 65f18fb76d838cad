package io.onefold.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Runs a program of the operating system. */
final class Command {

  /**
   * How it ended.
   *
   * @param output of both streams
   */
  record Ended(int code, String output) {}

  private Command() {}

  /** Runs it and waits for its end. A program that is not there has ended badly. */
  static Ended run(List<String> words) {
    try {
      Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
      process.getOutputStream().close();
      byte[] output = process.getInputStream().readAllBytes();
      return new Ended(process.waitFor(), new String(output, StandardCharsets.UTF_8).strip());
    } catch (IOException missing) {
      return new Ended(-1, missing.toString());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Runs {@code ip} with these words, which are divided at blanks; it has to succeed. */
  static void ip(String words) {
    Ended ended = run(Stream.concat(Stream.of("ip"), Stream.of(words.split(" "))).toList());
    if (ended.code() != 0) {
      throw new UncheckedIOException(
          new IOException("ip " + words + " ended with " + ended.code() + ": " + ended.output()));
    }
  }
}
