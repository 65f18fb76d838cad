package io.onefold.identity;

import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.identity.Decision.KeptOut;
import io.onefold.message.Cause;
import io.onefold.message.Refusal;

/**
 * What it means for a profile that an identifier is kept out of it.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class Refusals {

  private Refusals() {}

  static LinkState.Refused entry(Cause cause, KeptOut keptOut) {
    return new LinkState.Refused(
        keptOut.identifier(), keptOut.reason(), keptOut.atMs(), keptOut.rules(), cause);
  }

  /**
   * Gives up the reservation made for this cause, if there is one, and remembers the refusal. An
   * order whose id belongs to somebody else counts there and no longer here.
   */
  static void keepOut(Partition partition, Entry.Live live, Cause cause, KeptOut keptOut) {
    partition.relink(
        live.id(),
        state -> {
          state.giveUp(cause).filter(Refusals::isOrder).ifPresent(o -> disown(live, o));
          state.refuse(entry(cause, keptOut));
        });
  }

  /** What a refusal says; the value of an identifier that nothing may be kept of is left out. */
  static KeptOut keptOut(
      Turn turn, Entry.Live live, LinkState mine, LinkState theirs, Cause cause, Refusal refusal) {
    Identifier identifier =
        mine.find(cause.identifier())
            .or(() -> theirs.find(cause.identifier()))
            .map(Held::identifier)
            .filter(found -> refusal != Refusal.SUPPRESSED)
            .orElseGet(() -> new Identifier(cause.type(), "", cause.identifier()));
    return new KeptOut(
        identifier, refusal, turn.nowMs(), turn.rules(live.facts().accountId()).version());
  }

  private static boolean isOrder(Identifier identifier) {
    return identifier.type() == IdentifierType.ORDER_ID;
  }

  private static void disown(Entry.Live live, Identifier order) {
    live.facts().disownOrder(order.value());
  }
}
