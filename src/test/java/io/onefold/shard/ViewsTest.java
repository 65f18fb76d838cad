package io.onefold.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.AttributeUpdate;
import io.onefold.event.Commerce;
import io.onefold.event.Consent;
import io.onefold.event.Event;
import io.onefold.event.Events;
import io.onefold.event.Facts;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.Origin;
import io.onefold.event.Value;
import io.onefold.identity.Partition;
import io.onefold.identity.RuleBook;
import io.onefold.identity.Terms;
import io.onefold.identity.TrackingTokens;
import io.onefold.message.After;
import io.onefold.message.Answer;
import io.onefold.message.Message;
import io.onefold.message.View;
import io.onefold.profile.Survivorship;
import io.onefold.profile.SurvivorshipBook;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What may be seen and found of a person who has refused, or is to be anonymised. */
class ViewsTest {

  private static final long NOW_MS = 1_795_000_000_000L;
  private static final String NAME = "core_data.first_name";
  private static final Identifier ANN = Events.identifier(IdentifierType.EMAIL, "ann@shop.test");

  private final Shard shard =
      new Shard(
          new Partition(0),
          new Terms(1, new RandomFresh(0, new Random(1)), RuleBook.STANDARD),
          new TrackingTokens(new byte[16]));
  private int messages;

  @Test
  void search_anonymised_findsNeitherNameNorEmail() {
    say("tracking", NAME, Value.text("Ann"));
    assertThat(found("ann")).isOne();
    say("tracking", "custom.anonymise", new Value(Value.Kind.BOOLEAN, "true"));
    say("tracking", NAME, Value.text("Anna"));
    assertThat(found("ann")).isZero();
    shard.restored();
    assertThat(found("ann")).isZero();
    say("tracking", "custom.anonymise", new Value(Value.Kind.BOOLEAN, "false"));
    assertThat(found("ann")).isOne();
  }

  @Test
  void show_anonymised_hidesPersonalAttributes() {
    say("tracking", NAME, Value.text("Ann"));
    say("tracking", "custom.anonymise", new Value(Value.Kind.BOOLEAN, "true"));
    assertThat(shown(new View.Full(1, "asked", "EUR")))
        .contains("core_data.tracking_id")
        .doesNotContain(NAME)
        .doesNotContain("core_data.email_address");
    assertThat(shown(projected("custom.anonymise"))).contains("\"consent\":\"denied\"");
  }

  @Test
  void show_consentRefused_projectsNothing() {
    say("tracking", NAME, Value.text("Ann"));
    assertThat(shown(projected(NAME))).contains("Ann");
    apply("tracking", new Facts(List.of(), Commerce.NONE, List.of(new Consent("ads", false))));
    assertThat(shown(projected(NAME))).doesNotContain("Ann").contains("\"consent\":\"denied\"");
  }

  @Test
  void show_survivorshipOfAccount_choosesValue() {
    say("crm", NAME, Value.text("Annette"));
    say("tracking", NAME, Value.text("Ann"));
    assertThat(shown(projected(NAME))).contains("\"Ann\"");
    Survivorship own =
        new Survivorship(List.of("crm"), Map.of(NAME, Survivorship.Policy.SOURCE_PRIORITY));
    shard.choose(new SurvivorshipBook(Survivorship.STANDARD, Map.of(2, own)));
    assertThat(shown(projected(NAME))).contains("\"Ann\"");
    shard.choose(new SurvivorshipBook(Survivorship.STANDARD, Map.of(1, own)));
    assertThat(shown(projected(NAME))).contains("\"Annette\"");
  }

  private static View projected(String attribute) {
    return new View.Projected(
        1, new View.Projection("shop", List.of(attribute), List.of(), true, true, "ads"));
  }

  private String shown(View view) {
    Answer answer = answer(new Message.Read(ANN.hash(), view, a -> {}));
    return new String(((Answer.Document) answer).json(), StandardCharsets.UTF_8);
  }

  private int found(String text) {
    Answer answer = answer(new Message.Search(1, text, 10, a -> {}));
    return ((Answer.Matches) answer).matches().size();
  }

  private void say(String source, String key, Value value) {
    apply(source, new Facts(List.of(new AttributeUpdate(key, value)), Commerce.NONE, List.of()));
  }

  private void apply(String source, Facts facts) {
    Event event = Events.track("Seen", "m" + messages, NOW_MS + messages++, ANN);
    Event sent =
        new Event(
            new Origin(1, source),
            event.type(),
            event.name(),
            event.id(),
            event.time(),
            event.identifiers(),
            facts,
            event.propertiesJson());
    answer(new Message.Apply(sent, After.ACKNOWLEDGE, a -> {}));
  }

  private Answer answer(Message message) {
    return shard.handle(message, NOW_MS).replies().getFirst().answer();
  }
}
