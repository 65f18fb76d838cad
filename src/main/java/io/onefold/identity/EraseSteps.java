package io.onefold.identity;

import io.onefold.event.Hash128;
import io.onefold.event.ProfileId;
import io.onefold.message.Answer;
import io.onefold.message.Message;
import io.onefold.message.ReplyTo;
import io.onefold.message.Told;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Erasing a person: what is known goes at once, in one decision; then the shards of the identifiers
 * are told that these lead nowhere for ever, and the homes of all ids the person had that their
 * histories are to be forgotten. What is left in the end is an id.
 *
 * <pre>
 *   X ──Erasing──▶ nothing but a list of what has to be told
 *       ──SUPPRESS i──▶ shard of i: i leads nowhere, is never granted again   ──SUPPRESSED──▶ X
 *       ──FORGET p────▶ home of p: p leads to X, its history is deleted       ──FORGOTTEN───▶ X
 *   X, when all have answered ──▶ Erased
 * </pre>
 *
 * <p>What many use is not suppressed: the shard of such an identifier says so, and it goes on as a
 * profile of its own, by which what others sent is recognised when it comes again.
 *
 * <p>An event of the person is answered as accepted meanwhile and afterwards, and nothing is kept
 * of it. Who asks to be united with the person is refused.
 *
 * <p><b>Threading.</b> Confined to the shard's thread. Remembers, beside the partition, who waits
 * for the end of an erasure: after a restart nobody does, and the erasure goes on all the same.
 */
public final class EraseSteps {

  private final Map<ProfileId, List<ReplyTo>> waiting = new HashMap<>();

  /** Begins, or waits for one that has begun. */
  Handled erase(Turn turn, Entry.Live live, Message.ChangeAt message) {
    LinkState state = turn.links(live);
    if (state.partings.departed.stream().anyMatch(Partings.Departed::awaited)) {
      turn.reply(message.replyTo(), new Answer.Busy(Answer.Reason.MERGING));
      return Handled.DONE;
    }
    turn.decide(new EraseDecision.Erasing(live.id()));
    await(live.id(), message);
    retry(turn, (Entry.Erasing) turn.partition().profiles().get(live.id()));
    return new Handled.Released(live.id());
  }

  void await(ProfileId profile, Message.ChangeAt message) {
    waiting.computeIfAbsent(profile, p -> new ArrayList<>(1)).add(message.replyTo());
  }

  /** Tells those who have not answered yet. */
  static void retry(Turn turn, Entry.Erasing erasing) {
    List<ProfileId> parts = new ArrayList<>(erasing.left().merged());
    parts.add(erasing.id());
    for (Entry.Open open : erasing.suppress()) {
      Hash128 identifier = open.identifier().hash();
      turn.toIdentifier(
          identifier,
          new Told.Suppress(
              identifier,
              erasing.id(),
              erasing.accountId(),
              open.mark().generation(),
              open.held(),
              parts,
              open.common(),
              open.cameMs()));
    }
    for (Answer.Part part : erasing.forget()) {
      turn.toProfile(
          part.profile(),
          new Told.Forget(part.profile(), part.filter(), erasing.id(), erasing.accountId()));
    }
  }

  public Handled suppress(Turn turn, Told.Suppress message) {
    Partition partition = turn.partition();
    Hash128 identifier = message.identifier();
    ProfileId owner = partition.index().get(identifier);
    boolean own = owner != null && message.parts().contains(owner);
    boolean late =
        message.held() && message.generation() < partition.marks().generation(identifier);
    boolean theirs = own || message.held();
    boolean common = message.common() || partition.marks().quarantined(identifier);
    boolean open = !late && !partition.marks().suppressed(identifier);
    boolean spare = open && common && theirs;
    if (open && !common && (theirs || owner == null)) {
      turn.decide(
          new EraseDecision.Suppressed(
              identifier, message.accountId(), message.generation(), message.cameMs()));
    }
    turn.toProfile(message.by(), new Told.Suppressed(message.by(), identifier, spare));
    return Handled.DONE;
  }

  public Handled suppressed(Turn turn, Told.Suppressed message) {
    if (!(turn.partition().profiles().get(message.by()) instanceof Entry.Erasing erasing)
        || erasing.find(message.identifier()).isEmpty()) {
      return Handled.DONE;
    }
    if (!message.common()) {
      return goOn(
          turn, new EraseDecision.Cleared(erasing.id(), message.identifier()), erasing.id());
    }
    ProfileId to = turn.fresh().profileId(turn.nowMs());
    Hash128 nonce = turn.fresh().nonce();
    Handled handled =
        goOn(
            turn,
            new EraseDecision.Spared(erasing.id(), message.identifier(), to, nonce, turn.nowMs()),
            erasing.id());
    PartSteps.reassign(turn, turn.partition().live(to));
    return handled;
  }

  /** The carrier deletes what is stored once this is committed, and then lets the answer leave. */
  public Handled forget(Turn turn, Told.Forget message) {
    boolean moving = turn.partition().profiles().get(message.profile()) instanceof Entry.Moving;
    turn.decide(
        new EraseDecision.Forgot(
            message.profile(), message.filter(), message.by(), message.accountId()));
    turn.toProfile(
        message.by(), new Told.Forgotten(message.by(), message.profile(), message.filter()));
    return moving ? new Handled.Released(message.profile()) : Handled.DONE;
  }

  public Handled forgotten(Turn turn, Told.Forgotten message) {
    Answer.Part part = new Answer.Part(message.profile(), message.filter());
    return turn.partition().profiles().get(message.by()) instanceof Entry.Erasing erasing
            && erasing.forget().contains(part)
        ? goOn(
            turn,
            new EraseDecision.Forgotten(erasing.id(), message.profile(), message.filter()),
            erasing.id())
        : Handled.DONE;
  }

  private Handled goOn(Turn turn, EraseDecision decision, ProfileId profile) {
    turn.decide(decision);
    if (turn.partition().profiles().get(profile) instanceof Entry.Erased) {
      List<ReplyTo> all = waiting.remove(profile);
      (all == null ? List.<ReplyTo>of() : all)
          .forEach(to -> turn.reply(to, new Answer.Changed(profile, List.of())));
    }
    return new Handled.Released(profile);
  }

  /** What a store remembers to be erased, and an older checkpoint has brought back, goes again. */
  public void eraseAgain(Turn turn, Set<Hash128> suppressed, Set<ProfileId> erased) {
    for (Hash128 identifier : suppressed) {
      if (!turn.partition().marks().suppressed(identifier)) {
        turn.decide(new EraseDecision.Suppressed(identifier, 0, 0, 0));
      }
    }
    for (ProfileId profile : erased) {
      if (Partition.held(turn.partition().profiles().get(profile)) != null) {
        turn.decide(new EraseDecision.Erasing(profile));
      }
    }
  }
}
