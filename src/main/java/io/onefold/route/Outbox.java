package io.onefold.route;

import io.onefold.message.Answer;
import io.onefold.message.Envelope;
import io.onefold.message.Message;
import io.onefold.message.Parcel;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.MessageProducer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sorts the messages of one request by shard and sends each shard its parcel, or sends nothing when
 * one of the shards has too much unanswered already.
 *
 * <p><b>Threading.</b> Confined to one event loop; a request is put in and sent in one turn.
 *
 * <p><b>Bounds.</b> At most {@link GatewaySettings#unansweredMax} unanswered messages a shard. A
 * single request may pass it when nothing else is on the way there: it could never be sent
 * otherwise, and its own size is bounded by the body that brought it.
 */
final class Outbox {

  private static final DeliveryOptions LOCAL =
      new DeliveryOptions().setLocalOnly(true).setCodecName(Parcel.CODEC);

  private final int unansweredMax;
  private final int[] unanswered;
  private final List<MessageProducer<Parcel>> shards;

  /** Of the request at hand: the envelopes by shard, and the shards that have any. */
  private final List<List<Envelope>> waiting = new ArrayList<>();

  private final int[] touched;
  private int touchedCount;

  Outbox(Vertx vertx, GatewaySettings settings) {
    unansweredMax = settings.unansweredMax();
    unanswered = new int[settings.shardCount()];
    touched = new int[settings.shardCount()];
    shards = new ArrayList<>(settings.shardCount());
    for (int shard = 0; shard < settings.shardCount(); shard++) {
      shards.add(vertx.eventBus().sender(Parcel.address(settings.node(), shard), LOCAL));
      waiting.add(List.of());
    }
  }

  /** Adds a message to the request at hand. */
  void put(int shard, Message message) {
    List<Envelope> envelopes = waiting.get(shard);
    if (envelopes.isEmpty()) {
      envelopes = new ArrayList<>(2);
      waiting.set(shard, envelopes);
      touched[touchedCount++] = shard;
    }
    envelopes.add(Envelope.fromEdge(shard, message));
  }

  /** Sends the request at hand, or abandons {@code call} without having sent any of it. */
  void send(Call call) {
    int[] to = Arrays.copyOf(touched, touchedCount);
    List<Parcel> parcels = takeParcels(to);
    if (isFull(to, parcels)) {
      call.abandon(Answer.Reason.MAILBOX_FULL);
      return;
    }
    int[] counts = new int[to.length];
    for (int i = 0; i < to.length; i++) {
      counts[i] = parcels.get(i).envelopes().size();
      unanswered[to[i]] += counts[i];
    }
    call.sentTo(to, counts);
    for (int i = 0; i < to.length; i++) {
      if (!delivered(to[i], parcels.get(i))) {
        call.abandon(Answer.Reason.NOT_SERVING);
        return;
      }
    }
  }

  /** The messages of a call that is over are no longer waited for. */
  void giveBack(Call call) {
    int[] to = call.shards();
    for (int i = 0; i < to.length; i++) {
      unanswered[to[i]] -= call.counts()[i];
    }
  }

  private List<Parcel> takeParcels(int[] to) {
    List<Parcel> parcels = new ArrayList<>(to.length);
    for (int shard : to) {
      parcels.add(new Parcel(waiting.set(shard, List.of())));
    }
    touchedCount = 0;
    return parcels;
  }

  private boolean isFull(int[] to, List<Parcel> parcels) {
    for (int i = 0; i < to.length; i++) {
      int before = unanswered[to[i]];
      if (before > 0 && before + parcels.get(i).envelopes().size() > unansweredMax) {
        return true;
      }
    }
    return false;
  }

  /** A local delivery is decided at once: it fails only when nobody listens at the address. */
  private boolean delivered(int shard, Parcel parcel) {
    return !shards.get(shard).write(parcel).failed();
  }
}
