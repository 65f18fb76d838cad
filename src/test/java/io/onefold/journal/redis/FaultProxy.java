package io.onefold.journal.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A wire between a journal and its Redis that can be cut at a chosen moment.
 *
 * <p><b>Threading.</b> Thread-safe; two virtual threads a connection.
 */
public final class FaultProxy implements AutoCloseable {

  private static final int CHUNK_BYTES = 64 * 1024;

  private final ServerSocket listener;
  private final int targetPort;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicReference<Fault> armed = new AtomicReference<>();

  /** Happens to the next requests that contain the word. */
  private record Fault(String word, boolean requestArrives, int times) {

    private Fault next() {
      return times > 1 ? new Fault(word, requestArrives, times - 1) : null;
    }
  }

  public FaultProxy(int targetPort) throws IOException {
    this.targetPort = targetPort;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** The next request with that word is carried out, then the connection breaks without a reply. */
  public void loseReplyTo(String word) {
    armed.set(new Fault(word, true, 1));
  }

  /** The connection breaks instead of the next request with that word. */
  public void loseRequest(String word) {
    loseRequests(word, 1);
  }

  /** The connection breaks instead of each of the next requests with that word. */
  public void loseRequests(String word, int times) {
    armed.set(new Fault(word, false, times));
  }

  /** Whether a fault still waits for its request. */
  public boolean isArmed() {
    return armed.get() != null;
  }

  /** Breaks all connections now. */
  public void cutAll() {
    sockets.forEach(FaultProxy::close);
  }

  @Override
  public void close() throws IOException {
    listener.close();
    cutAll();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), targetPort);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        sockets.add(client);
        sockets.add(server);
        Connection connection = new Connection(client, server);
        Thread.ofVirtual().start(connection::requests);
        Thread.ofVirtual().start(connection::replies);
      }
    } catch (IOException closed) {
      cutAll();
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException alreadyClosed) {
      // Closed is what was wanted.
    }
  }

  /** One client's connection and the one it is passed on by. */
  private final class Connection {

    private final Socket client;
    private final Socket server;
    private volatile boolean mute;

    private Connection(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    private void requests() {
      try {
        InputStream in = client.getInputStream();
        OutputStream out = server.getOutputStream();
        byte[] chunk = new byte[CHUNK_BYTES];
        for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
          Fault fault = take(new String(chunk, 0, count, StandardCharsets.ISO_8859_1));
          mute |= fault != null;
          if (fault == null || fault.requestArrives()) {
            out.write(chunk, 0, count);
          } else {
            break;
          }
        }
      } catch (IOException broken) {
        // The other side went first.
      }
      close(client);
      close(server);
    }

    private void replies() {
      try {
        InputStream in = server.getInputStream();
        OutputStream out = client.getOutputStream();
        byte[] chunk = new byte[CHUNK_BYTES];
        for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
          if (mute) {
            break;
          }
          out.write(chunk, 0, count);
        }
      } catch (IOException broken) {
        // The other side went first.
      }
      close(client);
      close(server);
    }

    private Fault take(String request) {
      Fault fault = armed.get();
      return fault != null
              && request.contains(fault.word())
              && armed.compareAndSet(fault, fault.next())
          ? fault
          : null;
    }
  }
}
