package io.onefold.journal.embedded;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A few words to a local Redis server before there are event loops: is it up, is it ours, go away.
 *
 * <p><b>Threading.</b> Confined to one thread; blocks, at most {@link #TIMEOUT_MS} for each answer.
 */
final class ControlClient implements AutoCloseable {

  private static final int TIMEOUT_MS = 1_000;

  private final Socket socket;
  private final InputStream in;

  /** Connects and authenticates. */
  ControlClient(int port, String password) throws IOException {
    socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
      socket.setSoTimeout(TIMEOUT_MS);
      in = new BufferedInputStream(socket.getInputStream());
      call("AUTH", password);
    } catch (IOException refused) {
      socket.close();
      throw refused;
    }
  }

  /** The words of the answer; one for a plain one, none for nil. Throws what Redis refuses. */
  List<String> call(String... words) throws IOException {
    send(words);
    List<String> answer = new ArrayList<>();
    read(answer);
    return answer;
  }

  /** Sends a command whose answer is that the connection ends. */
  void send(String... words) throws IOException {
    StringBuilder command = new StringBuilder("*" + words.length + "\r\n");
    for (String word : words) {
      int bytes = word.getBytes(StandardCharsets.UTF_8).length;
      command.append('$').append(bytes).append("\r\n").append(word).append("\r\n");
    }
    socket.getOutputStream().write(command.toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Waits until the other side closes, for a bounded time; returns an error that it sent before, or
   * nothing.
   */
  String untilClosed(int timeoutMs) throws IOException {
    socket.setSoTimeout(timeoutMs);
    int kind = in.read();
    return kind < 0 ? "" : line();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void read(List<String> answer) throws IOException {
    int kind = in.read();
    String line = line();
    switch (kind) {
      case '+', ':' -> answer.add(line);
      case '-' -> throw new Refused(line);
      case '$' -> bulk(Integer.parseInt(line), answer);
      case '*' -> {
        for (int left = Integer.parseInt(line); left > 0; left--) {
          read(answer);
        }
      }
      default -> throw new IOException("not a Redis server");
    }
  }

  private void bulk(int count, List<String> answer) throws IOException {
    if (count >= 0) {
      answer.add(new String(in.readNBytes(count), StandardCharsets.UTF_8));
      line();
    }
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("connection closed");
      }
      if (c != '\r') {
        line.write(c);
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  /** An error reply. */
  static final class Refused extends IOException {

    private static final long serialVersionUID = 1L;

    Refused(String reply) {
      super(reply);
    }

    boolean isLoading() {
      return getMessage().startsWith("LOADING");
    }
  }
}
