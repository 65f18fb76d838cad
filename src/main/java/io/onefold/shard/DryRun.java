package io.onefold.shard;

import io.onefold.event.Event;
import io.onefold.event.Hash128;
import io.onefold.event.ProfileId;
import io.onefold.identity.Fresh;
import io.onefold.identity.Rehearsal;
import io.onefold.identity.Terms;
import io.onefold.identity.TrackingTokens;
import io.onefold.identity.Turn;
import io.onefold.message.After;
import io.onefold.message.Answer;
import io.onefold.message.Message;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds out what would become of an event: copies what it concerns into shards of its own, sends it
 * there, delivers what these tell one another until all is said, and looks at what came of it.
 *
 * <p>These are the very steps that an event takes, so nothing is predicted that does not happen,
 * but for one thing: here messages arrive in the order in which they were sent. Where an event ties
 * three people together, two of whom may not be one, the one asked first wins, and in earnest that
 * may be another one.
 *
 * <p><b>Threading.</b> Stateless; runs in one turn of the shard that is asked, whose state it does
 * not touch.
 *
 * <p><b>Bounds.</b> At most {@link #MESSAGES_MAX} messages between at most twenty shards, each of
 * the profiles of one event.
 */
final class DryRun {

  /** An event of ten identifiers that unites ten profiles takes about a hundred. */
  private static final int MESSAGES_MAX = 10_000;

  /** What is still open then is put off by the rules: its reason is known by now. */
  private static final int RETRIES_MAX = 4;

  /** Longer than the longest pause between two times that a shard asks again. */
  private static final long RETRY_MS = 6_000;

  /** Views are not asked for: no token is made with it. */
  private static final byte[] NO_KEY = new byte[16];

  private final Rehearsal rehearsal;
  private final Terms terms;
  private final TrackingTokens tokens = new TrackingTokens(NO_KEY);
  private final Map<Integer, Shard> shards = new HashMap<>();
  private final Deque<Turn.Send> network = new ArrayDeque<>();

  private DryRun(Rehearsal rehearsal, Terms terms) {
    this.rehearsal = rehearsal;
    this.terms = terms;
  }

  /** What would become of the event, by these rules and at this time. */
  static Answer of(Message.Rehearse asked, Terms terms, long nowMs) {
    Rehearsal rehearsal = new Rehearsal(asked, terms.shardCount());
    DryRun run = new DryRun(rehearsal, terms);
    run.send(asked.event(), nowMs);
    if (rehearsal.isStale()) {
      run.send(asked.event(), nowMs); // as the gateway does
    }
    int account = asked.event().origin().accountId();
    return rehearsal.report(terms.rules().of(account));
  }

  private void send(Event event, long nowMs) {
    Hash128 route = event.route().hash();
    Message apply = new Message.Apply(event, After.ACKNOWLEDGE, rehearsal::answered);
    network.add(new Turn.Send(route.shard(terms.shardCount()), apply));
    deliver(nowMs);
    for (int round = 1; round <= RETRIES_MAX && isOpen(); round++) {
      long laterMs = nowMs + round * RETRY_MS;
      List.copyOf(shards.values()).forEach(shard -> took(shard.tick(laterMs)));
      deliver(laterMs);
    }
  }

  private void deliver(long nowMs) {
    for (int left = MESSAGES_MAX; left > 0 && !network.isEmpty(); left--) {
      Turn.Send next = network.remove();
      took(shard(next.shard()).handle(next.message(), nowMs));
    }
  }

  private void took(Turn turn) {
    rehearsal.note(turn);
    network.addAll(turn.sends());
    turn.replies().forEach(reply -> reply.to().answer(reply.answer()));
  }

  private boolean isOpen() {
    return shards.values().stream().anyMatch(shard -> !shard.partition().unsettled().isEmpty());
  }

  private Shard shard(int number) {
    return shards.computeIfAbsent(
        number,
        shard ->
            new Shard(
                rehearsal.partition(shard),
                new Terms(terms.shardCount(), new Youngest(shard), terms.rules()),
                tokens));
  }

  /** Ids that come after all others, as those of a profile do that is born for an event. */
  private static final class Youngest implements Fresh {

    private final int shard;
    private long born;

    private Youngest(int shard) {
      this.shard = shard;
    }

    @Override
    public ProfileId profileId(long nowMs) {
      return ProfileId.of(nowMs, shard, -1, -1L << Integer.SIZE | born++);
    }

    @Override
    public Hash128 nonce() {
      return new Hash128(0, born++);
    }
  }
}
