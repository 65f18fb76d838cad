package io.onefold.route.bus;

import io.onefold.message.*;
import io.onefold.message.wire.*;
import java.util.*;
import java.util.function.Function;

final class Packing {
  record Unpacked(List<Envelope> envelopes, List<Answered> answers) {}

  Packing(UUID self, Tickets tickets, Function<Ticket, RemoteReply> remote) {}

  Freight pack(List<Envelope> e, List<Answered> a) {
    return new Freight(new byte[0]);
  }

  Unpacked unpack(Freight f) {
    return new Unpacked(List.of(), List.of());
  }
}
