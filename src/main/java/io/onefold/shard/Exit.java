package io.onefold.shard;

import io.onefold.event.IsoTime;
import io.onefold.identity.Decision;
import io.onefold.identity.Signal;
import io.onefold.identity.TrackingTokens;
import io.onefold.identity.Turn;
import io.onefold.message.Answer;
import io.onefold.message.Delivery;
import io.onefold.message.Envelope;
import io.onefold.message.Refusal;
import io.onefold.message.Signals;
import io.onefold.telemetry.ShardMeters;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The way out of a shard: answers to whoever asked, messages to other shards, and {@link Signals}
 * to whoever listens. Only what is committed comes here.
 *
 * <p><b>Threading.</b> Confined to the shard's event loop.
 */
final class Exit {

  private final Vertx vertx;
  private final Delivery delivery;
  private final int shard;
  private final ShardMeters meters;
  private final TrackingTokens tokens;

  /**
   * @param tokens of the shard's thread
   */
  Exit(Vertx vertx, Delivery delivery, int shard, ShardMeters meters, TrackingTokens tokens) {
    this.vertx = vertx;
    this.delivery = delivery;
    this.shard = shard;
    this.meters = meters;
    this.tokens = tokens;
  }

  /** Lets the effects of a turn leave. */
  void leave(Commits.Effects effects) {
    Turn turn = effects.turn();
    count(turn);
    turn.replies().forEach(reply -> reply.to().answer(reply.answer()));
    if (!turn.sends().isEmpty()) {
      send(turn.sends(), effects.seq());
    }
    turn.signals().forEach(this::publish);
  }

  /** On every node: whoever listens may sit on any of them. */
  private void publish(Signal signal) {
    switch (signal) {
      case Signal.TrackingIdRenewed renewed ->
          vertx.eventBus().publish(Signals.TRACKING_ID_RENEWED, json(renewed));
      case Signal.KeptOut(Refusal reason) -> meters.refused(reason);
    }
  }

  private JsonObject json(Signal.TrackingIdRenewed renewed) {
    JsonArray old = new JsonArray();
    renewed.former().forEach(token -> old.add(tokens.seal(token.profile(), token.nonce())));
    return new JsonObject()
        .put("type", "tracking_id_renewed")
        .put("account_id", renewed.accountId())
        .put("profile_id", renewed.profile().text())
        .put("old", old)
        .put("new", tokens.seal(renewed.profile(), renewed.nonce()))
        .put("cause", renewed.cause())
        .put("at", IsoTime.format(renewed.atMs()));
  }

  private void send(List<Turn.Send> sends, long seq) {
    Map<Integer, List<Envelope>> parcels = new HashMap<>();
    for (Turn.Send send : sends) {
      parcels
          .computeIfAbsent(send.shard(), to -> new ArrayList<>())
          .add(new Envelope(send.shard(), shard, seq, send.message()));
    }
    parcels.forEach(this::deliver);
  }

  private void deliver(int to, List<Envelope> envelopes) {
    if (delivery.deliver(to, envelopes) == Delivery.Sent.NOWHERE) {
      envelopes.forEach(e -> Replies.refuse(e.message(), Answer.Reason.NOT_SERVING));
    }
  }

  private void count(Turn turn) {
    int accepted = 0;
    int repeated = 0;
    for (Turn.Reply reply : turn.replies()) {
      if (reply.answer() instanceof Answer.Accepted(var profile, var route, boolean duplicate)) {
        accepted += duplicate ? 0 : 1;
        repeated += duplicate ? 1 : 0;
      }
    }
    if (accepted + repeated > 0) {
      meters.committed(accepted, repeated);
    }
    turn.decisions().forEach(this::count);
  }

  private void count(Decision decision) {
    if (decision instanceof Decision.Absorbed absorbed && !absorbed.birth()) {
      meters.merged();
    } else if (decision instanceof Decision.TurnedDown turned) {
      meters.refused(turned.keptOut().reason());
    } else if (decision instanceof Decision.Dropped dropped) {
      meters.refused(dropped.keptOut().reason());
    }
  }
}
