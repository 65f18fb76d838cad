package io.onefold.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.Event;
import io.onefold.event.Events;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.ProfileId;
import io.onefold.identity.Decision.Joining;
import io.onefold.identity.Decision.Verdict;
import io.onefold.message.Refusal;
import org.junit.jupiter.api.Test;

class JoinsTest {

  private static final long NOW_MS = 1_700_000_000_000L;

  private final Identifier ann = Events.identifier(IdentifierType.CUSTOMER_ID, "ann");
  private final Identifier device = Events.identifier(IdentifierType.ANONYMOUS_ID, "phone-1");
  private final Event event = Events.track("Seen", "m1", NOW_MS, ann, device);

  @Test
  void verdict_refusedLately_isKeptOutAgain() {
    assertThat(verdictAfter(Refusal.DEVICE)).isEqualTo(new Verdict.KeepOut(Refusal.DEVICE));
  }

  @Test
  void verdict_theOtherProfileWasLost_isReservedAnew() {
    assertThat(verdictAfter(Refusal.GONE)).isEqualTo(new Verdict.Reserve());
  }

  private Verdict verdictAfter(Refusal refusal) {
    LinkState state = new LinkState();
    state.held.add(new Held(ann, "tracking", NOW_MS, NOW_MS, null, Held.Mark.NONE));
    state.refuse(
        Refusals.entry(
            Joins.cause(event, device),
            new Decision.KeptOut(device, refusal, NOW_MS, Rules.STANDARD.version())));
    Joining joining =
        Joins.verdicts(ProfileId.of(1, 0, 0, 1), state, event, Rules.STANDARD).getFirst();
    assertThat(joining.index()).isEqualTo(1);
    return joining.verdict();
  }
}
