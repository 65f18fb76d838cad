package io.onefold.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.decode.id.LinkTokens;
import io.onefold.event.Events;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.ProfileId;
import io.onefold.identity.RuleBook;
import io.onefold.message.Act;
import io.onefold.message.Answer;
import io.onefold.message.Refusal;
import io.onefold.profile.IdentityFacts;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a link in a mail ties together can be explained, and cut again. */
class LinkTokenUnionTest {

  private static final Identifier ANN = Events.identifier(IdentifierType.CUSTOMER_ID, "ann");
  private static final Identifier EMAIL = Events.identifier(IdentifierType.EMAIL, "ann@x.nl");
  private static final Identifier PHONE = Events.identifier(IdentifierType.ANONYMOUS_ID, "phone");
  private static final Act.Erase ERASE = new Act.Erase(ShardWorld.ACCOUNT, "test");

  private final ShardWorld world = new ShardWorld(4, RuleBook.STANDARD, new Random(5));
  private int sent;

  private ProfileId seen(Identifier... identifiers) {
    world.letPass(1_000);
    Answer answer = world.apply(Events.track("Seen", "m" + sent++, world.nowMs(), identifiers));
    return ((Answer.Accepted) answer).profile();
  }

  @Test
  void deviceThatCameByALink_showsTheLink() {
    ProfileId ann = seen(ANN, EMAIL);
    seen(PHONE, LinkTokens.identifier(ann));

    assertThat(world.owner(PHONE)).contains(ann);
    assertThat(world.identity(ann).links())
        .filteredOn(link -> link.cause().rule().equals("link_token"))
        .extracting(IdentityFacts.Link::from, IdentityFacts.Link::to)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("customer_id:ann", "anonymous_id:phone"));
    assertThat(world.identity(ann).identifiers())
        .extracting(IdentityFacts.Known::type)
        .doesNotContain(IdentifierType.LINK_TOKEN);
  }

  @Test
  void olderDevice_thatCameByALink_showsTheLinkToo() {
    ProfileId device = seen(PHONE);
    ProfileId ann = seen(ANN, EMAIL);
    seen(PHONE, LinkTokens.identifier(ann));

    assertThat(world.root(ann)).isEqualTo(device);
    assertThat(world.identity(device).links())
        .filteredOn(link -> link.cause().rule().equals("link_token"))
        .hasSize(1);
  }

  @Test
  void device_splitOff_isNotJoinedByTheSameLinkAgain() {
    ProfileId ann = seen(ANN, EMAIL);
    seen(PHONE, LinkTokens.identifier(ann));
    world.change(ann, new Act.Split(ShardWorld.ACCOUNT, List.of(PHONE.hash()), "test"));
    seen(PHONE, LinkTokens.identifier(ann));

    assertThat(world.owner(PHONE).orElseThrow()).isNotEqualTo(ann);
    assertThat(world.refusals(LinkTokens.identifier(ann))).containsExactly(Refusal.SEVERED);
  }

  @Test
  void link_toSomebodyWhoWasErased_bindsNobody() {
    ProfileId ann = seen(ANN, EMAIL);
    world.change(ann, ERASE);
    ProfileId device = seen(PHONE, LinkTokens.identifier(ann));

    assertThat(world.owner(PHONE)).contains(device);
    assertThat(world.refusals(LinkTokens.identifier(ann))).containsExactly(Refusal.SUPPRESSED);
  }
}
