package io.onefold.model;

/** The table of contents: what each action means, and who answers for it. */
final class Protocol {

  private Protocol() {}

  /** Carries the action out; whoever cannot take a message now leaves everything as it is. */
  static void perform(Turn turn, Action action) {
    switch (action) {
      case Action.Deliver deliver -> deliver(turn, deliver.message(), deliver.forgetting());
      case Action.Send send -> EventRules.arrive(turn, send.event());
      case Action.Retry retry -> retry(turn, retry.profile());
      case Action.TakeOut takeOut -> PartRules.takeOut(turn, takeOut.part(), takeOut.profile());
      case Action.Erase erase -> EraseRules.erase(turn, erase.profile());
      case Action.Crash crash -> turn.loseAll();
    }
  }

  private static void deliver(Turn turn, Message message, boolean forgetting) {
    switch (message) {
      case Message.EventAt m -> EventRules.apply(turn, m, forgetting);
      case Message.Claim m -> ClaimRules.claim(turn, m);
      case Message.Claimed m -> ClaimRules.claimed(turn, m);
      case Message.Owned m -> ClaimRules.owned(turn, m);
      case Message.Unite m -> MergeRules.unite(turn, m, forgetting);
      case Message.Absorb m -> MergeRules.absorb(turn, m);
      case Message.Absorbed m -> MergeRules.absorbed(turn, m);
      case Message.Rejected m -> MergeRules.rejected(turn, m);
      case Message.Refused m -> MergeRules.refused(turn, m);
      case Message.Hint m -> ClaimRules.hint(turn, m);
      case Message.Reassign m -> PartRules.reassign(turn, m);
      case Message.Reassigned m -> PartRules.reassigned(turn, m);
      case Message.Yield m -> HandoverRules.yield(turn, m);
      case Message.YieldAt m -> HandoverRules.yieldAt(turn, m);
      case Message.Handover m -> HandoverRules.handover(turn, m);
      case Message.Took m -> HandoverRules.took(turn, m);
      case Message.HandoverRefused m -> HandoverRules.refused(turn, m);
      case Message.Suppress m -> EraseRules.suppress(turn, m);
      case Message.Suppressed m -> EraseRules.suppressed(turn, m);
      case Message.Forget m -> EraseRules.forget(turn, m);
      case Message.Forgotten m -> EraseRules.forgotten(turn, m);
    }
  }

  /** Sends again what an unsettled profile waits for. */
  private static void retry(Turn turn, int profile) {
    if (turn.scope.lacks(Broken.NO_RETRY)) {
      return;
    }
    Profile own = turn.read(profile);
    switch (own.status) {
      case LIVE -> {
        ClaimRules.askAgain(turn, profile, own);
        PartRules.moveAgain(turn, profile, own);
        HandoverRules.handAgain(turn, profile, own);
      }
      case MOVING -> MergeRules.offer(turn, profile, own);
      case ERASING -> {
        EraseRules.askAgain(turn, profile, own);
        HandoverRules.handAgain(turn, profile, own);
      }
      case FORWARD, ERASED -> {}
    }
  }
}
