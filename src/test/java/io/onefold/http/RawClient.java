package io.onefold.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One connection on which a test writes whatever bytes it wants.
 *
 * <p><b>Threading.</b> For one test thread.
 */
final class RawClient implements AutoCloseable {

  private static final int MILLIS_MAX = 20_000;
  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

  private final Socket socket;
  private final InputStream in;

  RawClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(MILLIS_MAX);
    in = new BufferedInputStream(socket.getInputStream());
  }

  void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /** Everything up to the empty line. */
  String readHead() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int octet = in.read();
      if (octet < 0) {
        throw new IOException("the connection ended");
      }
      head.write(octet);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  /** Head and body of one reply. */
  String readReply() throws IOException {
    String head = readHead();
    Matcher length = LENGTH.matcher(head);
    int bytes = length.find() ? Integer.parseInt(length.group(1)) : 0;
    return head + new String(in.readNBytes(bytes), StandardCharsets.UTF_8);
  }

  /** Whether the other side ends the connection before everything was sent. */
  boolean isCutOffWhileSending(String text, int times) {
    try {
      for (int i = 0; i < times; i++) {
        send(text);
      }
      return false;
    } catch (IOException cutOff) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
