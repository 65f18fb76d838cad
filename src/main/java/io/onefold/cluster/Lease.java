package io.onefold.cluster;

import io.onefold.message.Parcel;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * Whether a majority of the cluster has answered this node of late. Without it, the node neither
 * acknowledges nor answers: it may have been taken for dead, and its shards be another's.
 *
 * <pre>
 *   asked at   0.0   0.5   1.0 s …          each other member, every {@link #ASK_MS}
 *   answered    ●     ●     ✗               counts from when it was asked
 *   good until       3.5 s                  of the answers, the one that makes up the majority
 * </pre>
 *
 * <p>It ends stale reads early, and keeps a node that was cut off from acknowledging for long. That
 * nothing acknowledged is lost does not rest on it, but on the journal's fence.
 *
 * <p><b>Threading.</b> Runs on one event loop; {@link #getAsBoolean} may be called on any thread
 * and costs a look at the clock.
 *
 * <p><b>Source.</b> Gray and Cheriton, "Leases: An Efficient Fault-Tolerant Mechanism for
 * Distributed File Cache Consistency", SOSP 1989.
 */
public final class Lease implements BooleanSupplier {

  private static final long ASK_MS = 500;
  private static final DeliveryOptions ASK = new DeliveryOptions().setSendTimeout(1_000);
  private static final String THERE = "there";

  private final Vertx vertx;
  private final Membership membership;
  private final long termNs;
  private final Map<UUID, Long> answeredNs = new HashMap<>();
  private volatile long untilNs = System.nanoTime();
  private volatile boolean alone;
  private volatile boolean lapsed;
  private boolean held;
  private MessageConsumer<String> consumer;
  private long timer;

  /**
   * @param term how long an answer is good for
   */
  public Lease(Vertx vertx, Membership membership, Duration term) {
    this.vertx = vertx;
    this.membership = membership;
    this.termNs = term.toNanos();
  }

  /** Answers the others from now on, and asks them. On the event loop that it shall live on. */
  public void start() {
    consumer = vertx.eventBus().consumer(address(membership.self()), this::answer);
    timer = vertx.setPeriodic(1, ASK_MS, tick -> ask());
  }

  public void stop() {
    vertx.cancelTimer(timer);
    consumer.unregister();
  }

  /**
   * Whether it holds now, and did without a break since it was last {@link #beginAnew begun anew}.
   */
  @Override
  public boolean getAsBoolean() {
    return !lapsed && isCurrent();
  }

  /**
   * Whether there was a break in it, though it could hold again: the shards of this node may have
   * been another's in the meantime, and what they have in memory be old.
   */
  public boolean hasLapsed() {
    return lapsed;
  }

  /** What this node had is let go of: it may hold again. */
  public void beginAnew() {
    lapsed = false;
  }

  private boolean isCurrent() {
    return alone || untilNs - System.nanoTime() > 0;
  }

  /** Only to members: one that this node takes for dead must not live on its word. */
  private void answer(Message<String> asked) {
    if (membership.others().contains(UUID.fromString(asked.body()))) {
      asked.reply(THERE);
    }
  }

  private void ask() {
    Set<UUID> others = membership.others();
    answeredNs.keySet().retainAll(others);
    for (UUID other : others) {
      long askedNs = System.nanoTime();
      vertx
          .eventBus()
          .request(address(other), membership.self().toString(), ASK)
          .onSuccess(answer -> answered(other, askedNs));
    }
    renew();
  }

  private void answered(UUID other, long askedNs) {
    answeredNs.merge(other, askedNs, Math::max);
    renew();
  }

  /** This node is one of the majority; the others that it needs are those heard last. */
  private void renew() {
    int needed = membership.quorum() - 1;
    lapsed |= held && !isCurrent();
    alone = needed == 0;
    List<Long> latest =
        answeredNs.values().stream().sorted((a, b) -> Long.signum(b - a)).limit(needed).toList();
    if (needed > 0 && latest.size() == needed) {
      untilNs = latest.getLast() + termNs;
    }
    held = isCurrent();
  }

  private static String address(UUID member) {
    return Parcel.address(member) + ".lease";
  }
}
