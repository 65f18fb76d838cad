package io.onefold.route;

import io.onefold.message.Answer;
import io.onefold.message.Delivery;
import io.onefold.message.Envelope;
import io.onefold.message.Message;
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

  private final int unansweredMax;
  private final int[] unanswered;
  private final Delivery delivery;
  private final Repeats repeats;

  /** Of the request at hand: the envelopes by shard, and the shards that have any. */
  private final List<List<Envelope>> waiting = new ArrayList<>();

  private final int[] touched;
  private int touchedCount;

  Outbox(GatewaySettings settings, Delivery delivery, Repeats repeats) {
    this.delivery = delivery;
    this.repeats = repeats;
    unansweredMax = settings.unansweredMax();
    unanswered = new int[settings.shardCount()];
    touched = new int[settings.shardCount()];
    for (int shard = 0; shard < settings.shardCount(); shard++) {
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
    Envelope envelope = Envelope.fromEdge(shard, message);
    envelopes.add(envelope);
    if (repeats.isOn()) {
      repeats.note(envelope);
    }
  }

  /** Sends the request at hand, or abandons {@code call} without having sent any of it. */
  void send(Call call) {
    int[] to = Arrays.copyOf(touched, touchedCount);
    List<List<Envelope>> parcels = take(to);
    if (isFull(to, parcels)) {
      call.abandon(Answer.Reason.MAILBOX_FULL);
      return;
    }
    int[] counts = new int[to.length];
    for (int i = 0; i < to.length; i++) {
      counts[i] = parcels.get(i).size();
      unanswered[to[i]] += counts[i];
    }
    call.sentTo(to, counts);
    for (int i = 0; i < to.length && !call.isOver(); i++) {
      deliver(call, to[i], parcels.get(i));
    }
  }

  private void deliver(Call call, int shard, List<Envelope> envelopes) {
    Delivery.Sent sent = delivery.deliver(shard, envelopes);
    if (repeats.isOn()) {
      switch (sent) {
        case HERE -> {}
        case AWAY -> envelopes.forEach(repeats::sentAway);
        case NOWHERE -> envelopes.forEach(repeats::notTaken);
      }
    } else if (sent == Delivery.Sent.NOWHERE) {
      call.abandon(Answer.Reason.NOT_SERVING);
    }
  }

  /** The messages of a call that is over are no longer waited for. */
  void giveBack(Call call) {
    int[] to = call.shards();
    for (int i = 0; i < to.length; i++) {
      unanswered[to[i]] -= call.counts()[i];
    }
  }

  private List<List<Envelope>> take(int[] to) {
    List<List<Envelope>> parcels = new ArrayList<>(to.length);
    for (int shard : to) {
      parcels.add(waiting.set(shard, List.of()));
    }
    touchedCount = 0;
    return parcels;
  }

  private boolean isFull(int[] to, List<List<Envelope>> parcels) {
    for (int i = 0; i < to.length; i++) {
      int before = unanswered[to[i]];
      if (before > 0 && before + parcels.get(i).size() > unansweredMax) {
        return true;
      }
    }
    return false;
  }
}
