package io.onefold.fault;

import java.util.List;

/** Where nodes live and how they are reached. Nodes are numbered from 0. */
interface Network extends AutoCloseable {

  /** What stands before a node's command. */
  List<String> before(int node);

  /** Where the other members reach a node. */
  String clusterHost(int node);

  int clusterPort(int node);

  int busPort(int node);

  /** Where clients reach a node. */
  String httpHost(int node);

  int httpPort(int node);

  /** How nodes reach a Redis that listens on this machine's loopback address. */
  String redisHost();

  /** Nothing of it is left. */
  @Override
  void close();
}
