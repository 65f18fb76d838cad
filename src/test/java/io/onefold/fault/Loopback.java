package io.onefold.fault;

import java.util.List;

/** All nodes on the loopback address, told apart by their ports. */
final class Loopback implements Network {

  private static final String ADDRESS = "127.0.0.1";
  private static final int PORTS_EACH = 3;

  private final int first;

  Loopback(int nodes) {
    first = Ports.row(nodes * PORTS_EACH);
  }

  @Override
  public List<String> before(int node) {
    return List.of();
  }

  @Override
  public String clusterHost(int node) {
    return ADDRESS;
  }

  @Override
  public int clusterPort(int node) {
    return first + node * PORTS_EACH;
  }

  @Override
  public int busPort(int node) {
    return clusterPort(node) + 1;
  }

  @Override
  public String httpHost(int node) {
    return ADDRESS;
  }

  @Override
  public int httpPort(int node) {
    return clusterPort(node) + 2;
  }

  @Override
  public String redisHost() {
    return ADDRESS;
  }

  @Override
  public void close() {
    // Nothing was made.
  }
}
