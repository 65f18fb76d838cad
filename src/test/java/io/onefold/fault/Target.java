package io.onefold.fault;

/**
 * Where clients reach a node.
 *
 * @param node its number
 */
record Target(int node, String host, int port) {}
