package io.onefold.route;

import io.onefold.event.Identifier;
import io.onefold.event.ProfileId;
import io.onefold.message.Answer;
import io.onefold.message.QuarantinePage;
import java.util.List;
import java.util.Optional;

/**
 * One page of what is quarantined in an account.
 *
 * <p><b>Threading.</b> Immutable.
 */
public sealed interface Quarantined {

  /**
   * Identifiers, the one that was quarantined last first.
   *
   * @param next the place to go on from; empty when nothing is left
   */
  record Page(List<Item> items, Optional<QuarantinePage.Place> next) implements Quarantined {
    public Page {
      items = List.copyOf(items);
    }
  }

  /**
   * An identifier that links nobody.
   *
   * @param held by whom it is, and what it is called; empty where no profile holds it: then nobody
   *     knows what it is
   */
  record Item(long atMs, Optional<Holding> held) {}

  /** A profile, and an identifier that it holds. */
  record Holding(ProfileId profile, Identifier identifier) {}

  /** Not now. */
  record Busy(Answer.Reason reason) implements Quarantined {}
}
