package io.onefold.route.bus;

import io.onefold.message.Answer;
import io.onefold.message.Envelope;
import io.onefold.message.Parcel;
import io.onefold.message.wire.Answered;
import io.onefold.message.wire.Freight;
import io.onefold.message.wire.FreightWriter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Gathers what one event loop has for other nodes, and sends each its share at the end of the turn.
 *
 * <p><b>Threading.</b> Confined to the event loop of its context.
 *
 * <p><b>Bounds.</b> What a turn brings forth; a share leaves early when it holds {@link #SHARE_MAX}
 * messages.
 */
final class Courier {

  /** 512 × about 500 bytes is a write of 256 KB. */
  private static final int SHARE_MAX = 512;

  private static final DeliveryOptions FREIGHT = new DeliveryOptions().setCodecName(Freight.CODEC);

  private final Vertx vertx;
  private final Context context;
  private final FreightWriter writer;
  private final Map<UUID, Share> shares = new HashMap<>();
  private boolean leaving;

  Courier(Vertx vertx, Context context, FreightWriter writer) {
    this.vertx = vertx;
    this.context = context;
    this.writer = writer;
  }

  /** What one node gets. */
  private record Share(List<Envelope> envelopes, List<Answered> answers) {

    int size() {
      return envelopes.size() + answers.size();
    }
  }

  void take(UUID node, List<Envelope> envelopes) {
    Share share = share(node);
    share.envelopes().addAll(envelopes);
    leaveIfFull(node, share);
  }

  void take(UUID node, long ticket, Answer answer) {
    Share share = share(node);
    share.answers().add(new Answered(ticket, answer));
    leaveIfFull(node, share);
  }

  private Share share(UUID node) {
    if (!leaving) {
      leaving = true;
      context.runOnContext(turnEnds -> leave());
    }
    return shares.computeIfAbsent(node, first -> new Share(new ArrayList<>(), new ArrayList<>()));
  }

  private void leaveIfFull(UUID node, Share share) {
    if (share.size() >= SHARE_MAX) {
      shares.remove(node);
      send(node, share);
    }
  }

  private void leave() {
    leaving = false;
    shares.forEach(this::send);
    shares.clear();
  }

  private void send(UUID node, Share share) {
    if (!share.envelopes().isEmpty()) {
      send(node, writer.write(new Parcel(share.envelopes())));
    }
    if (!share.answers().isEmpty()) {
      send(node, writer.write(share.answers()));
    }
  }

  private void send(UUID node, Freight freight) {
    vertx.eventBus().send(Parcel.address(node), freight, FREIGHT);
  }
}
