package io.onefold.shard;

import io.onefold.identity.Decision;
import io.onefold.identity.Turn;
import io.onefold.message.Answer;
import io.onefold.message.Envelope;
import io.onefold.message.Parcel;
import io.onefold.telemetry.ShardMeters;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The way out of a shard: answers to whoever asked, messages to other shards. Only what is
 * committed comes here.
 *
 * <p><b>Threading.</b> Confined to the shard's event loop.
 */
final class Exit {

  private static final DeliveryOptions LOCAL =
      new DeliveryOptions().setLocalOnly(true).setCodecName(Parcel.CODEC);

  private final Vertx vertx;
  private final String node;
  private final int shard;
  private final ShardMeters meters;

  Exit(Vertx vertx, String node, int shard, ShardMeters meters) {
    this.vertx = vertx;
    this.node = node;
    this.shard = shard;
    this.meters = meters;
  }

  /** Lets the effects of a turn leave. */
  void leave(Commits.Effects effects) {
    Turn turn = effects.turn();
    count(turn);
    turn.replies().forEach(reply -> reply.to().answer(reply.answer()));
    if (!turn.sends().isEmpty()) {
      send(turn.sends(), effects.seq());
    }
  }

  private void send(List<Turn.Send> sends, long seq) {
    Map<Integer, List<Envelope>> parcels = new HashMap<>();
    for (Turn.Send send : sends) {
      parcels
          .computeIfAbsent(send.shard(), to -> new ArrayList<>())
          .add(new Envelope(send.shard(), shard, seq, send.message()));
    }
    parcels.forEach(
        (to, envelopes) ->
            vertx.eventBus().send(Parcel.address(node, to), new Parcel(envelopes), LOCAL));
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
    }
  }
}
