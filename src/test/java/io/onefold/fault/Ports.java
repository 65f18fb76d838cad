package io.onefold.fault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Ports that stay free while a node is down: below those that the operating system gives to
 * outgoing connections.
 */
public final class Ports {

  private static final int LOWEST = 20_000;
  private static final int COUNT = 10_000;

  private Ports() {}

  /** The first of so many free ports in a row. */
  public static int row(int count) {
    Random random = new Random();
    while (true) {
      int first = LOWEST + random.nextInt(COUNT);
      if (IntStream.range(first, first + count).allMatch(Ports::isFree)) {
        return first;
      }
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
