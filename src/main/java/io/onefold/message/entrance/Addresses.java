package io.onefold.message.entrance;

import io.onefold.message.Parcel;
import java.util.UUID;

/**
 * Where calls and answers go on the event bus.
 *
 * <p><b>Threading.</b> Constants.
 */
public final class Addresses {

  /** Some node takes it: for whoever does not know one yet. */
  public static final String ANY_NODE = "onefold.entrance";

  private Addresses() {}

  /** Of the entrance of one node. */
  public static String node(UUID node) {
    return Parcel.address(node) + ".entrance";
  }

  /** Of a client, where it hears answers. */
  public static String client(UUID client) {
    return "onefold.client." + client;
  }
}
