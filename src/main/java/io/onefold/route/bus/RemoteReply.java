package io.onefold.route.bus;

import io.onefold.message.Answer;
import io.onefold.message.ReplyTo;
import io.onefold.message.wire.Ticket;

/**
 * Somebody on another node who waits for an answer.
 *
 * <p><b>Threading.</b> Immutable; may be answered on any thread.
 */
record RemoteReply(Ticket ticket, Couriers couriers) implements ReplyTo {

  @Override
  public void answer(Answer answer) {
    couriers.here(courier -> courier.take(ticket.node(), ticket.number(), answer));
  }
}
