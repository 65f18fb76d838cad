package io.onefold.shard;

import io.onefold.event.Hash128;
import io.onefold.event.ProfileId;
import io.onefold.identity.ClaimSteps;
import io.onefold.identity.Decision;
import io.onefold.identity.DeviceSteps;
import io.onefold.identity.EraseSteps;
import io.onefold.identity.EventSteps;
import io.onefold.identity.HandSteps;
import io.onefold.identity.Handled;
import io.onefold.identity.LossSteps;
import io.onefold.identity.MergeSteps;
import io.onefold.identity.PartSteps;
import io.onefold.identity.Partition;
import io.onefold.identity.Quarantine;
import io.onefold.identity.ReadSteps;
import io.onefold.identity.RuleBook;
import io.onefold.identity.Terms;
import io.onefold.identity.TrackingTokens;
import io.onefold.identity.Turn;
import io.onefold.message.After;
import io.onefold.message.Answer;
import io.onefold.message.Message;
import io.onefold.message.ReplyTo;
import io.onefold.message.Told;
import io.onefold.message.View;
import io.onefold.profile.SurvivorshipBook;
import java.util.Set;

/**
 * One shard: takes a message, says what came of it. The table of contents of the engine.
 *
 * <p>It decides and changes its own memory, and does nothing else: whoever drives it commits the
 * decisions, and lets messages and answers leave behind them.
 *
 * <p><b>Threading.</b> Confined to one thread, the shard's. Reads no clock and no randomness but
 * what it is given, so a whole cluster runs in one thread from a seed.
 *
 * <p><b>Bounds.</b> As {@link Partition} and {@link Waiting}.
 */
public final class Shard {

  private static final Answer MERGING = new Answer.Busy(Answer.Reason.MERGING);

  private final Partition partition;
  private final EventSteps events = new EventSteps();
  private final MergeSteps merges = new MergeSteps();
  private final ClaimSteps claims = new ClaimSteps(merges);
  private final ReadSteps reads = new ReadSteps();
  private final LossSteps losses = new LossSteps();
  private final PartSteps parts = new PartSteps();
  private final DeviceSteps devices = new DeviceSteps();
  private final Quarantine quarantine = new Quarantine();
  private final EraseSteps erasures = new EraseSteps();
  private final HandSteps hands = new HandSteps(merges, erasures);
  private final Views views;
  private final Waiting waiting = new Waiting();
  private final Retries retries = new Retries();
  private final Sweep sweep;
  private Terms terms;
  private boolean drawing = true;

  public Shard(Partition partition, Terms terms, TrackingTokens tokens) {
    this.partition = partition;
    this.terms = terms;
    this.views = new Views(partition, tokens, account -> this.terms.rules().of(account).version());
    this.sweep = new Sweep(partition);
  }

  public Partition partition() {
    return partition;
  }

  /** Decides by these rules from the next turn on; what was decided stays. */
  public void govern(RuleBook rules) {
    terms = new Terms(terms.shardCount(), terms.fresh(), rules);
  }

  /** Shows what these rules choose, from the next question on. */
  public void choose(SurvivorshipBook survivorship) {
    views.choose(survivorship);
  }

  /** Whether a question may draw a bucket, which is a change: not while the journal is away. */
  public void draw(boolean now) {
    drawing = now;
  }

  /** Handles a message, and all that it causes inside this shard. */
  public Turn handle(Message message, long nowMs) {
    Turn turn = new Turn(partition, terms, nowMs);
    turn.toSelf(message);
    drain(turn);
    return turn;
  }

  /** Asks again what is still open, and gives up what has waited too long. */
  public Turn tick(long nowMs) {
    Turn turn = new Turn(partition, terms, nowMs);
    retries.next(partition.unsettled(), nowMs).forEach(profile -> merges.retry(turn, profile));
    waiting.expire(nowMs).forEach(message -> giveUp(turn, message));
    drain(turn);
    sweep.tick(nowMs, terms.rules());
    return turn;
  }

  /** Erases again what a store remembers to be erased, once all that is restored is here. */
  public Turn eraseAgain(Set<Hash128> identifiers, Set<ProfileId> profiles, long nowMs) {
    Turn turn = new Turn(partition, terms, nowMs);
    erasures.eraseAgain(turn, identifiers, profiles);
    drain(turn);
    return turn;
  }

  /** Carries out a decision that the journal holds. */
  public void replay(Decision decision) {
    partition.fold(decision);
  }

  /**
   * Begins to rebuild what is derived from the profiles and not kept, once they have been restored.
   */
  public void restored() {
    views.restored();
  }

  /** Goes on with it, for less than a millisecond. */
  public void rebuild() {
    views.indexPage();
  }

  private void drain(Turn turn) {
    for (Message next = turn.nextForSelf(); next != null; next = turn.nextForSelf()) {
      follow(turn, next, step(turn, next));
    }
    waiting.turnEnds();
  }

  /** The steps, in the order of an event's path: identity and profile, search, the answer. */
  private void follow(Turn turn, Message message, Handled handled) {
    switch (handled) {
      case Handled.Done() -> {}
      case Handled.Applied(var profile, boolean duplicate, boolean named, Message.ApplyAt at) -> {
        if (named) {
          views.index(profile);
        }
        turn.reply(at.replyTo(), answer(turn, profile, duplicate, at));
      }
      case Handled.Divided(ProfileId profile, var made) -> {
        views.index(profile);
        made.forEach(views::index);
      }
      case Handled.Released(ProfileId profile) -> {
        views.index(profile);
        waiting.release(profile).forEach(turn::toSelf);
      }
      case Handled.Waits(ProfileId profile) -> {
        if (!waiting.add(profile, message, turn.nowMs())) {
          giveUp(turn, message);
        }
      }
    }
  }

  private Handled step(Turn turn, Message message) {
    return switch (message) {
      case Message.Asked asked -> asked(turn, asked);
      case Told told -> told(turn, told);
    };
  }

  private Handled asked(Turn turn, Message.Asked message) {
    return switch (message) {
      case Message.Apply apply -> events.apply(turn, apply);
      case Message.ApplyAt at -> events.applyAt(turn, at);
      case Message.Read read -> reads.read(turn, read);
      case Message.ReadAt read -> readAt(turn, read);
      case Message.ReadHistory history -> reply(turn, history.replyTo(), Answer.NOT_FOUND);
      case Message.Count(int account, ReplyTo to) ->
          reply(turn, to, partition.counts(account).withDrift(sweep.drift(account)));
      case Message.Search(int account, String text, int countMax, ReplyTo to) ->
          reply(turn, to, views.search(account, text, countMax));
      case Message.Change change -> hands.change(turn, change);
      case Message.ChangeAt change -> hands.changeAt(turn, change);
      case Message.Standing standing -> reads.standing(turn, standing);
      case Message.ReadQuarantine read -> reads.quarantine(turn, read);
      case Message.Rehearse rehearse ->
          reply(turn, rehearse.replyTo(), DryRun.of(rehearse, terms, turn.nowMs()));
      case Message.Readmit readmit -> hands.readmit(turn, readmit);
    };
  }

  private Handled told(Turn turn, Told message) {
    return switch (message) {
      case Told.Claim claim -> claims.claim(turn, claim);
      case Told.Claimed claimed -> claims.claimed(turn, claimed);
      case Told.Owned owned -> claims.owned(turn, owned);
      case Told.Unite unite -> merges.unite(turn, unite);
      case Told.Absorb absorb -> merges.absorb(turn, absorb);
      case Told.Absorbed absorbed -> merges.absorbed(turn, absorbed);
      case Told.Follow follow -> merges.follow(turn, follow);
      case Told.Rejected rejected -> merges.rejected(turn, rejected);
      case Told.Refused refused -> merges.refused(turn, refused);
      case Told.Hint hint -> claims.hint(turn, hint);
      case Told.Gone gone -> losses.gone(turn, gone);
      case Told.Verify verify -> losses.verify(turn, verify);
      case Told.Suspect suspect -> quarantine.suspect(turn, suspect);
      case Told.Distrust distrust -> quarantine.distrust(turn, distrust);
      case Told.Trust trust -> quarantine.trust(turn, trust);
      case Told.Reassign reassign -> parts.reassign(turn, reassign);
      case Told.Reassigned reassigned -> parts.reassigned(turn, reassigned);
      case Told.Withdrawn withdrawn -> parts.withdrawn(turn, withdrawn);
      case Told.Yield yield -> devices.yield(turn, yield);
      case Told.YieldAt yield -> devices.yieldAt(turn, yield);
      case Told.Handover handover -> devices.handover(turn, handover);
      case Told.Took took -> devices.took(turn, took);
      case Told.Suppress suppress -> erasures.suppress(turn, suppress);
      case Told.Suppressed suppressed -> erasures.suppressed(turn, suppressed);
      case Told.Forget forget -> erasures.forget(turn, forget);
      case Told.Forgotten forgotten -> erasures.forgotten(turn, forgotten);
    };
  }

  private Handled readAt(Turn turn, Message.ReadAt read) {
    return switch (reads.find(turn, read)) {
      case ReadSteps.Found.Here(ProfileId profile) ->
          reply(turn, read.replyTo(), show(turn, profile, read.view()));
      case ReadSteps.Found.Nowhere() -> reply(turn, read.replyTo(), Answer.NOT_FOUND);
      case ReadSteps.Found.Elsewhere() -> Handled.DONE;
    };
  }

  private Answer answer(Turn turn, ProfileId profile, boolean duplicate, Message.ApplyAt at) {
    return switch (at.after()) {
      case After.Acknowledge() ->
          new Answer.Accepted(profile, at.event().route().hash(), duplicate);
      case After.Show(View view) -> show(turn, profile, view);
    };
  }

  /** A website that sees a person for the first time draws the person's bucket by that. */
  private Answer show(Turn turn, ProfileId profile, View view) {
    if (drawing && view instanceof View.Projected) {
      reads.draw(turn, profile, view.accountId());
    }
    return views.show(profile, view);
  }

  private static Handled reply(Turn turn, ReplyTo to, Answer answer) {
    turn.reply(to, answer);
    return Handled.DONE;
  }

  /** What the shards tell one another is told again. Whoever waits for an answer gets one. */
  private static void giveUp(Turn turn, Message message) {
    switch (message) {
      case Message.Asked asked -> reply(turn, asked.replyTo(), MERGING);
      case Told told -> {}
    }
  }
}
