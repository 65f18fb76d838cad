package io.onefold.shard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onefold.event.Events;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.ProfileId;
import io.onefold.identity.RuleBook;
import io.onefold.message.Act;
import io.onefold.message.Answer;
import io.onefold.message.View;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A tracking id leads to its person for life, under every one it ever had, and to nobody else. */
class TrackingIdsTest {

  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final Act.Renew RENEW = new Act.Renew(ShardWorld.ACCOUNT, "test");
  private static final Act.Erase ERASE = new Act.Erase(ShardWorld.ACCOUNT, "test");

  private final ShardWorld world = new ShardWorld(4, RuleBook.STANDARD, new Random(3));
  private int sent;

  private static Identifier user(String value) {
    return Events.identifier(IdentifierType.CUSTOMER_ID, value);
  }

  private static Identifier device(String value) {
    return Events.identifier(IdentifierType.ANONYMOUS_ID, value);
  }

  private ProfileId seen(Identifier... identifiers) {
    world.letPass(1_000);
    Answer answer = world.apply(Events.track("Seen", "m" + sent++, world.nowMs(), identifiers));
    return ((Answer.Accepted) answer).profile();
  }

  private String trackingId(Identifier identifier) throws IOException {
    return show(world.read(identifier.hash(), full())).orElseThrow().path("tracking_id").asText();
  }

  private Optional<JsonNode> lookUp(String trackingId) throws IOException {
    Optional<ProfileId> id =
        world.tokens.open(trackingId).filter(named -> named.homeShard() < world.shardCount());
    return id.isEmpty() ? Optional.empty() : show(world.readAt(id.get(), full()));
  }

  private static View full() {
    return new View.Full(ShardWorld.ACCOUNT, "asked", "EUR");
  }

  private static Optional<JsonNode> show(Answer answer) throws IOException {
    return answer instanceof Answer.Document(ProfileId _, byte[] json)
        ? Optional.of(new ObjectMapper().readTree(json))
        : Optional.empty();
  }

  private void assertLeads(String trackingId, ProfileId profile) throws IOException {
    assertThat(lookUp(trackingId).orElseThrow().path("profile_id").asText())
        .isEqualTo(profile.text());
  }

  @Test
  void everyLiveProfile_hasExactlyOne_ofLettersAndDigits() throws IOException {
    Set<String> all = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      seen(user("u" + i), device("d" + i));
      all.add(trackingId(user("u" + i)));
      assertThat(trackingId(device("d" + i))).isEqualTo(trackingId(user("u" + i)));
    }
    assertThat(all).hasSize(200).allMatch(id -> id.matches("^[A-Za-z0-9]{40,}$"));
  }

  @Test
  void anyOneCharacterChanged_leadsToNobody() throws IOException {
    for (int i = 0; i < 50; i++) {
      seen(user("u" + i));
    }
    String trackingId = trackingId(user("u7"));
    for (int at = 0; at < trackingId.length(); at++) {
      for (char other : ALPHABET.toCharArray()) {
        if (other != trackingId.charAt(at)) {
          String changed = trackingId.substring(0, at) + other + trackingId.substring(at + 1);
          assertThat(lookUp(changed)).as("position %d, %c", at, other).isEmpty();
        }
      }
    }
  }

  @Test
  void formerIds_afterMergesAndRenewals_leadToTheSurvivor() throws IOException {
    ProfileId oldest = seen(device("d0"));
    Set<String> former = new HashSet<>();
    former.add(trackingId(device("d0")));
    for (int i = 1; i < 6; i++) {
      seen(device("d" + i));
      former.add(trackingId(device("d" + i)));
      seen(user("u"), device("d" + (i - 1)), device("d" + i));
    }
    for (int i = 0; i < 6; i++) {
      seen(user("u"), device("d" + i));
    }
    former.add(trackingId(user("u")));
    world.change(oldest, RENEW);

    String current = trackingId(user("u"));
    assertThat(former).doesNotContain(current);
    for (String id : former) {
      assertLeads(id, oldest);
      assertThat(lookUp(id).orElseThrow().path("tracking_id").asText()).isEqualTo(current);
    }
  }

  @Test
  void formerIds_afterASplit_stayWithTheProfile_andThePartHasItsOwn() throws IOException {
    ProfileId ann = seen(user("u"), device("d1"));
    String before = trackingId(user("u"));
    Answer.Changed changed =
        (Answer.Changed)
            world.change(
                ann, new Act.Split(ShardWorld.ACCOUNT, List.of(device("d1").hash()), "test"));

    assertLeads(before, ann);
    String ofPart = trackingId(device("d1"));
    assertThat(ofPart).isNotEqualTo(before).isNotEqualTo(trackingId(user("u")));
    assertLeads(ofPart, changed.made().getFirst());
  }

  @Test
  void everyId_afterErasure_leadsToNobody() throws IOException {
    seen(device("d1"));
    String ofDevice = trackingId(device("d1"));
    seen(user("u"));
    String ofUser = trackingId(user("u"));
    ProfileId ann = seen(user("u"), device("d1"));
    String current = trackingId(user("u"));

    world.change(world.root(ann), ERASE);

    for (String id : List.of(ofDevice, ofUser, current)) {
      assertThat(lookUp(id)).isEmpty();
    }
  }
}
