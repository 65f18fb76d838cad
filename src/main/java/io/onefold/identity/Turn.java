package io.onefold.identity;

import io.onefold.event.Hash128;
import io.onefold.event.ProfileId;
import io.onefold.message.Answer;
import io.onefold.message.Message;
import io.onefold.message.ReplyTo;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * What came of handling one message: decisions to be committed, messages and answers to leave once
 * they are. A decision is carried out on the partition as it is made, so the steps behind it see
 * its effect.
 *
 * <p><b>Threading.</b> Confined to the shard's thread; lives for one turn.
 */
public final class Turn {

  /** A message for a shard. */
  public record Send(int shard, Message message) {}

  /** An answer for whoever asked. */
  public record Reply(ReplyTo to, Answer answer) {}

  private final Partition partition;
  private final Terms terms;
  private final long nowMs;
  private final List<Decision> decisions = new ArrayList<>(2);
  private final List<Send> sends = new ArrayList<>(2);
  private final List<Reply> replies = new ArrayList<>(2);
  private final List<Signal> signals = new ArrayList<>(0);
  private final Queue<Message> forSelf = new ArrayDeque<>(2);

  /**
   * @param nowMs the carrier's clock, in milliseconds since 1970-01-01 UTC
   */
  public Turn(Partition partition, Terms terms, long nowMs) {
    this.partition = partition;
    this.terms = terms;
    this.nowMs = nowMs;
  }

  public List<Decision> decisions() {
    return decisions;
  }

  public List<Send> sends() {
    return sends;
  }

  public List<Reply> replies() {
    return replies;
  }

  /** What is to be told to whoever follows the account. */
  public List<Signal> signals() {
    return signals;
  }

  public long nowMs() {
    return nowMs;
  }

  /** Whether nothing came of it. */
  public boolean isEmpty() {
    return decisions.isEmpty() && sends.isEmpty() && replies.isEmpty() && signals.isEmpty();
  }

  /** Answers a message that changed nothing. */
  public void reply(ReplyTo to, Answer answer) {
    replies.add(new Reply(to, answer));
  }

  Partition partition() {
    return partition;
  }

  /** The identity of a profile as the steps before have left it, unpacked. */
  LinkState links(Entry.Live live) {
    return live.links().unpack(partition.names());
  }

  Fresh fresh() {
    return terms.fresh();
  }

  Rules rules(int accountId) {
    return terms.rules().of(accountId);
  }

  void signal(Signal signal) {
    signals.add(signal);
  }

  void decide(Decision decision) {
    partition.fold(decision);
    decisions.add(decision);
  }

  /** A message that this shard handles next, in this very turn. */
  public void toSelf(Message message) {
    forSelf.add(message);
  }

  /** The next message for this shard itself, {@code null} when there is none. */
  public Message nextForSelf() {
    return forSelf.poll();
  }

  void toProfile(ProfileId profile, Message message) {
    send(profile.homeShard(), message);
  }

  void toIdentifier(Hash128 identifier, Message message) {
    send(identifier.shard(terms.shardCount()), message);
  }

  private void send(int shard, Message message) {
    if (shard == partition.shard()) {
      forSelf.add(message);
    } else {
      sends.add(new Send(shard, message));
    }
  }
}
