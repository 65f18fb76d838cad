package io.onefold.message;

import java.util.List;
import java.util.UUID;

/**
 * What the bus carries to one shard in one delivery: the envelopes that one sender has for it, in
 * the order in which they are to be handled.
 *
 * <p><b>Threading.</b> Immutable by agreement; inside one process it is handed over, not copied.
 */
public record Parcel(List<Envelope> envelopes) {

  /** Name of the bus codec that hands a parcel over inside one process. */
  public static final String CODEC = "onefold.parcel";

  /** The bus address of a shard on its node. */
  public static String address(String node, int shard) {
    return "onefold.node." + node + ".shard." + shard;
  }

  /** The bus address of a node of a cluster. */
  public static String address(UUID node) {
    return "onefold.node." + node;
  }
}
