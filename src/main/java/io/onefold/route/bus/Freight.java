package io.onefold.route.bus;

import io.vertx.core.eventbus.EventBus;

record Freight(byte[] bytes) {
  static final String CODEC = "x";

  static void registerOn(EventBus b) {}
}
