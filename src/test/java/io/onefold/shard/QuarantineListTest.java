package io.onefold.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.Events;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.ProfileId;
import io.onefold.identity.RuleBook;
import io.onefold.message.Act;
import io.onefold.message.Answer;
import io.onefold.message.Answer.Quarantine.Mark;
import io.onefold.message.Message;
import io.onefold.message.QuarantinePage;
import io.onefold.message.QuarantinePage.Place;
import io.onefold.message.View;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the shards say of an address that eleven customers have claimed within an hour. */
class QuarantineListTest {

  private static final int CUSTOMERS = 11;
  private static final Identifier OFFICE = Events.identifier(IdentifierType.EMAIL, "office@x.nl");

  private final ShardWorld world = new ShardWorld(4, RuleBook.STANDARD, new Random(1));
  private int sent;
  private ProfileId first;

  @BeforeEach
  void claim() {
    for (int i = 0; i <= CUSTOMERS; i++) {
      assertThat(marks(ShardWorld.ACCOUNT)).isEmpty();
      seen(Events.identifier(IdentifierType.CUSTOMER_ID, "c" + i), OFFICE);
    }
    first = world.owner(OFFICE).orElseThrow();
  }

  private void seen(Identifier... identifiers) {
    world.letPass(1_000);
    world.apply(Events.track("Seen", "m" + sent++, world.nowMs(), identifiers));
    world.settle();
  }

  private List<Mark> marks(int accountId) {
    QuarantinePage page = new QuarantinePage(accountId, Place.END, 100);
    int shard = OFFICE.hash().shard(world.shardCount());
    Answer answer = world.ask(shard, to -> new Message.ReadQuarantine(page, to));
    return ((Answer.Quarantine.Marks) answer).marks();
  }

  private Answer holder(int accountId, Identifier identifier) {
    ProfileId led = marks(ShardWorld.ACCOUNT).getFirst().owner().orElseThrow();
    return world.readAt(led, new View.Holding(accountId, identifier.hash()));
  }

  @Test
  void quarantined_ofItsAccount_isKnownByItsHolder() {
    assertThat(marks(ShardWorld.ACCOUNT))
        .singleElement()
        .satisfies(mark -> assertThat(mark.place().identifier()).isEqualTo(OFFICE.hash()))
        .satisfies(mark -> assertThat(mark.accountId()).isEqualTo(ShardWorld.ACCOUNT))
        .satisfies(mark -> assertThat(mark.place().atMs()).isLessThanOrEqualTo(world.nowMs()));
    assertThat(holder(ShardWorld.ACCOUNT, OFFICE))
        .isEqualTo(new Answer.Quarantine.Holder(first, Optional.of(OFFICE)));
    Identifier other = Events.identifier(IdentifierType.CUSTOMER_ID, "c1");
    assertThat(holder(ShardWorld.ACCOUNT, other))
        .isEqualTo(new Answer.Quarantine.Holder(first, Optional.empty()));
  }

  @Test
  void quarantined_toAnotherAccount_saysNothing() {
    assertThat(marks(ShardWorld.ACCOUNT + 1)).isEmpty();
    assertThat(holder(ShardWorld.ACCOUNT + 1, OFFICE)).isEqualTo(Answer.NOT_FOUND);
  }

  @Test
  void quarantined_afterARestart_isTheSame_untilItIsLifted() {
    List<Mark> before = marks(ShardWorld.ACCOUNT);
    world.restart();
    assertThat(marks(ShardWorld.ACCOUNT)).isEqualTo(before);

    int shard = OFFICE.hash().shard(world.shardCount());
    world.ask(shard, to -> new Message.Readmit(OFFICE.hash(), ShardWorld.ACCOUNT, to));
    assertThat(marks(ShardWorld.ACCOUNT)).isEmpty();
  }

  /** The address goes on without the person, and until somebody is seen by it, it is nobody's. */
  @Test
  void quarantined_whenItsHolderIsErased_isNotNamed() {
    world.change(first, new Act.Erase(ShardWorld.ACCOUNT, "desk"));
    world.settle();

    assertThat(marks(ShardWorld.ACCOUNT)).hasSize(1);
    assertThat(holder(ShardWorld.ACCOUNT, OFFICE)).isEqualTo(Answer.NOT_FOUND);

    seen(OFFICE);
    assertThat(holder(ShardWorld.ACCOUNT, OFFICE))
        .isInstanceOfSatisfying(
            Answer.Quarantine.Holder.class,
            holder -> assertThat(holder.identifier()).contains(OFFICE));
  }
}
