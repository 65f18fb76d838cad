package io.onefold.shard;

import io.onefold.event.Hash128;
import io.onefold.event.ProfileId;
import io.onefold.identity.Decision;
import io.onefold.identity.EraseDecision;
import io.onefold.identity.GuardDecision;
import io.onefold.identity.Partition;
import io.onefold.journal.Histories;
import io.onefold.journal.Suppressed;
import io.onefold.journal.SuppressionChange;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way out for what an erasure causes: nobody hears that something is suppressed or forgotten
 * before the store has it so, beside the checkpoints and in the histories. Everything else passes,
 * in its order.
 *
 * <pre>
 *   committed ──▶ suppression list written ──▶ histories forgotten ──▶ leaves ──▶ a purge is asked for
 * </pre>
 *
 * <p><b>Threading.</b> Confined to the shard's event loop.
 *
 * <p><b>Bounds.</b> What waits is bounded by the shard's mailbox. A store that is away is asked
 * again every {@link #RETRY_MS}; a journal that is away has stopped the shard by then.
 */
final class Erasures {

  private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);
  private static final long RETRY_MS = 500;

  private final int shard;
  private final Vertx vertx;
  private final SuppressionList list;
  private final HistoryFold fold;
  private final Histories history;
  private final ErasureListener listener;
  private final Purges purges;
  private final Consumer<Commits.Effects> exit;
  private Future<Void> storing = Future.succeededFuture();
  private boolean closed;

  Erasures(
      int shard,
      Vertx vertx,
      Wiring wiring,
      SuppressionList list,
      HistoryFold fold,
      Purges purges,
      Consumer<Commits.Effects> exit) {
    this.shard = shard;
    this.vertx = vertx;
    this.history = wiring.history();
    this.listener = wiring.erasures();
    this.list = list;
    this.fold = fold;
    this.purges = purges;
    this.exit = exit;
  }

  /** Lets the effects leave, once the store has what they say. */
  void leave(Commits.Effects effects) {
    effects.turn().decisions().forEach(this::tell);
    List<Decision> concerned =
        effects.turn().decisions().stream().filter(Erasures::concerns).toList();
    if (concerned.isEmpty() && storing.isComplete()) {
      exit.accept(effects);
      return;
    }
    storing =
        storing
            .compose(done -> store(concerned, effects.seq(), effects.turn().nowMs()))
            .onSuccess(done -> left(effects, concerned));
  }

  /** The node's edge keeps what is sent of the erased away from the shards from now on. */
  private void tell(Decision decision) {
    if (decision instanceof EraseDecision.Suppressed suppressed) {
      listener.suppressed(suppressed.identifier());
    } else if (decision instanceof GuardDecision.Readmitted readmitted) {
      listener.readmitted(readmitted.identifier());
    }
  }

  private void left(Commits.Effects effects, List<Decision> concerned) {
    exit.accept(effects);
    if (concerned.stream().anyMatch(EraseDecision.class::isInstance)) {
      purges.request();
    }
  }

  /**
   * Brings the store in line with a shard that was restored: the shard may have died between a
   * commit and the store, and a purge with it.
   *
   * @param stored the list as it was found
   */
  void restored(Partition partition, Suppressed stored, TailLog tail, long nowMs) {
    Set<Hash128> here = partition.suppressed();
    Set<Hash128> there = stored.identifiers();
    Set<ProfileId> erasedThere = stored.profiles();
    listener.restored(shard, here);
    tail.forgets().forEach(f -> fold.leaveOut(f.forgot().profile(), f.forgot().filter(), f.seq()));
    List<SuppressionChange> changes = new ArrayList<>();
    for (Hash128 identifier : here) {
      if (!there.contains(identifier)) {
        changes.add(SuppressionChange.suppress(identifier, nowMs));
      }
    }
    for (Hash128 identifier : there) {
      if (!here.contains(identifier)) {
        changes.add(SuppressionChange.lift(identifier, nowMs));
      }
    }
    for (ProfileId erased : partition.erased()) {
      if (!erasedThere.contains(erased)) {
        changes.add(SuppressionChange.suppress(erased, nowMs));
      }
    }
    if (!changes.isEmpty()) {
      storing = storing.compose(done -> untilDone(() -> list.write(changes)));
    }
    if (tail.anyErased()) {
      purges.request();
    }
  }

  void close() {
    closed = true;
  }

  private static boolean concerns(Decision decision) {
    return decision instanceof EraseDecision || decision instanceof GuardDecision.Readmitted;
  }

  private Future<Void> store(List<Decision> decisions, long seq, long nowMs) {
    List<SuppressionChange> changes =
        decisions.stream().flatMap(d -> change(d, nowMs).stream()).toList();
    Future<Void> done =
        changes.isEmpty() ? Future.succeededFuture() : untilDone(() -> list.write(changes));
    for (Decision decision : decisions) {
      if (decision instanceof EraseDecision.Forgot forgot) {
        fold.leaveOut(forgot.profile(), forgot.filter(), seq);
        done =
            done.compose(
                stored ->
                    untilDone(() -> history.forget(shard, forgot.profile(), forgot.filter())));
      }
    }
    return done;
  }

  private static List<SuppressionChange> change(Decision decision, long nowMs) {
    return switch (decision) {
      case EraseDecision.Suppressed s -> List.of(SuppressionChange.suppress(s.identifier(), nowMs));
      case EraseDecision.Erasing e -> List.of(SuppressionChange.suppress(e.profile(), nowMs));
      case EraseDecision.Forgot f ->
          f.wholly() ? List.of(SuppressionChange.suppress(f.profile(), nowMs)) : List.of();
      case GuardDecision.Readmitted r -> List.of(SuppressionChange.lift(r.identifier(), nowMs));
      default -> List.of(); // the others are the journal's alone
    };
  }

  private Future<Void> untilDone(Supplier<Future<Void>> work) {
    Promise<Void> promise = Promise.promise();
    attempt(work, promise);
    return promise.future();
  }

  private void attempt(Supplier<Future<Void>> work, Promise<Void> promise) {
    work.get()
        .onSuccess(promise::complete)
        .onFailure(
            away -> {
              LOG.warn("shard {} cannot forget yet: {}", shard, away.toString());
              if (closed) {
                promise.fail(away);
              } else {
                vertx.setTimer(RETRY_MS, timer -> attempt(work, promise));
              }
            });
  }
}
