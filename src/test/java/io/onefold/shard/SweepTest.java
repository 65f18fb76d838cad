package io.onefold.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.Event;
import io.onefold.event.Events;
import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.identity.RuleBook;
import io.onefold.message.Answer;
import io.onefold.message.Message;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Profiles that today's rules would not make of their links are counted, and left as they are. */
class SweepTest {

  private static final Identifier PHONE =
      new Identifier(IdentifierType.PHONE, "+31612345678", new Hash128(1, 1));
  private static final Identifier SHOP =
      new Identifier(IdentifierType.SOURCE_ID, "shop:7", new Hash128(2, 2));
  private static final Identifier MAIL =
      new Identifier(IdentifierType.EMAIL, "a@x.nl", new Hash128(3, 3));
  private static final Identifier OTHER =
      new Identifier(IdentifierType.EMAIL, "b@x.nl", new Hash128(4, 4));

  private final ShardWorld world = new ShardWorld(1, RuleBook.STANDARD, new Random(1));

  private Event event(String id, long afterMs, Identifier... identifiers) {
    return Events.track("Seen", id, world.nowMs() + afterMs, identifiers);
  }

  private long drift() {
    world.letPass(Sweep.ROUND_MS);
    world.tick();
    Answer counts = world.ask(0, to -> new Message.Count(ShardWorld.ACCOUNT, to));
    return ((Answer.Counts) counts).drift();
  }

  /** A second address comes by a source's record; the one that is there first needs none. */
  private List<Event> events() {
    return List.of(
        event("m1", 1_000, PHONE, SHOP),
        event("m2", 2_000, MAIL, SHOP),
        event("m3", 3_000, OTHER, PHONE));
  }

  @Test
  void linksInTheOrderOfTheirEvents_haveNoDrift() {
    events().forEach(world::apply);

    assertThat(world.owner(OTHER)).isNotEqualTo(world.owner(MAIL));
    assertThat(drift()).isZero();
  }

  @Test
  void limitThatBitesInOneOrderOnly_isReportedAndChangesNothing() {
    events().reversed().forEach(world::apply);

    assertThat(world.owner(OTHER)).isEqualTo(world.owner(MAIL));
    assertThat(drift()).isEqualTo(1);
    assertThat(world.owner(OTHER)).isEqualTo(world.owner(MAIL));
  }
}
