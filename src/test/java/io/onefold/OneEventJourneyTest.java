package io.onefold;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onefold.decode.Body;
import io.onefold.decode.BodyDecoder;
import io.onefold.decode.DecodeLimits;
import io.onefold.decode.Decoded;
import io.onefold.decode.EventDecoder;
import io.onefold.decode.id.BlockedValues;
import io.onefold.decode.id.IdentifierHasher;
import io.onefold.decode.id.IdentifierNormaliser;
import io.onefold.decode.id.IdentifierRules;
import io.onefold.decode.rules.RequestContext;
import io.onefold.event.Event;
import io.onefold.event.EventType;
import io.onefold.event.IdentifierType;
import io.onefold.event.Origin;
import io.onefold.event.PackedReader;
import io.onefold.event.ProfileId;
import io.onefold.identity.Decision;
import io.onefold.identity.Decisions;
import io.onefold.identity.Partition;
import io.onefold.identity.RuleBook;
import io.onefold.identity.Terms;
import io.onefold.identity.TrackingTokens;
import io.onefold.identity.Turn;
import io.onefold.journal.Batch;
import io.onefold.journal.Tail;
import io.onefold.message.After;
import io.onefold.message.Answer;
import io.onefold.message.Message;
import io.onefold.message.View;
import io.onefold.shard.Commits;
import io.onefold.shard.RandomFresh;
import io.onefold.shard.Shard;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * The walk of one event, as an executable page: what each package of the path makes of it, with the
 * production parts and without a network. Read it from top to bottom to know the engine.
 */
class OneEventJourneyTest {

  private static final int ONE_SHARD = 1;
  private static final long NOW_MS = 1_795_000_000_000L;
  private static final Origin ORIGIN = new Origin(1, "tracking");
  private static final String SENT =
      """
      {"type":"identify","userId":"ann","anonymousId":"phone-1","messageId":"m1",
       "traits":{"email":" Ann@Example.com ","firstName":"Ann"}}
      """;

  private final IdentifierHasher hasher = new IdentifierHasher(new byte[32]);
  private final List<Answer> answers = new ArrayList<>();

  @Test
  void oneEvent_fromBytesToProfile() throws Exception {
    // decode: bytes become an event, the last time that anybody looks at JSON
    Event event = decode(SENT);
    assertThat(event.type()).isEqualTo(EventType.IDENTIFY);
    assertThat(event.identifiers())
        .extracting(identifier -> identifier.type().wireName() + ":" + identifier.value())
        .containsExactly("customer_id:ann", "email:ann@example.com", "anonymous_id:phone-1");

    // route: the strongest identifier names the shard
    assertThat(event.route().type()).isEqualTo(IdentifierType.CUSTOMER_ID);
    assertThat(event.route().hash().shard(ONE_SHARD)).isZero();

    // shard: one message in, one turn out; here every identifier lives on the same shard
    Shard shard = shard(new Partition(0));
    Turn turn = shard.handle(new Message.Apply(event, After.ACKNOWLEDGE, answers::add), NOW_MS);

    // identity: a profile is born, its other identifiers are reserved, asked for and granted
    assertThat(turn.decisions())
        .extracting(decision -> decision.getClass().getSimpleName())
        .containsExactly("Born", "Applied", "Granted", "Granted", "Confirmed", "Confirmed");

    // journal: nobody hears of it before it is committed
    Commits commits = new Commits(0, new Tail(1, 0, 0), new UUID(1, 1), 256 * 1024);
    assertThat(commits.add(turn)).isEmpty();
    Batch batch = commits.next().orElseThrow();
    assertThat(answers).isEmpty();
    commits.committed(batch.seq()).forEach(OneEventJourneyTest::leave);
    ProfileId profile = ((Answer.Accepted) answers.getFirst()).profile();

    // the same message again is recognised, and decides nothing
    Turn again = shard.handle(new Message.Apply(event, After.ACKNOWLEDGE, answers::add), NOW_MS);
    assertThat(again.decisions()).isEmpty();
    assertThat(again.replies().getFirst().answer())
        .isEqualTo(new Answer.Accepted(profile, event.route().hash(), true));

    // personalize: whichever identifier is asked for, it is one profile
    assertThat(ask(shard, "email", "ann@example.com")).isEqualTo(ask(shard, "customer_id", "ann"));
    JsonNode json = ask(shard, "anonymous_id", "phone-1");
    assertThat(json.at("/profile_id").asText()).isEqualTo(profile.text());
    assertThat(json.at("/known").asBoolean()).isTrue();
    assertThat(json.at("/attributes/core_data.first_name/value").asText()).isEqualTo("Ann");

    // restart: a shard's memory is the fold of its journal
    assertThat(ask(replayed(batch), "anonymous_id", "phone-1")).isEqualTo(json);
  }

  private Event decode(String sent) {
    BodyDecoder bodies = new BodyDecoder(DecodeLimits.DEFAULT);
    Body body = bodies.decode(sent.getBytes(StandardCharsets.UTF_8));
    EventDecoder events = new EventDecoder(DecodeLimits.DEFAULT, hasher);
    RequestContext context =
        new RequestContext(
            ORIGIN,
            "EUR",
            IdentifierRules.of(new IdentifierNormaliser("ZZ", BlockedValues.NONE)),
            NOW_MS * 1_000,
            Optional.of(EventType.IDENTIFY),
            "",
            () -> "assigned");
    Decoded decoded = events.decode(((Body.Json) body).bytes(), context);
    return ((Decoded.Events) decoded).events().getFirst();
  }

  private static Shard shard(Partition partition) {
    Terms terms = new Terms(ONE_SHARD, new RandomFresh(0, new Random(1)), RuleBook.STANDARD);
    return new Shard(partition, terms, new TrackingTokens(new byte[16]));
  }

  private static void leave(Commits.Effects effects) {
    effects.turn().replies().forEach(reply -> reply.to().answer(reply.answer()));
  }

  private JsonNode ask(Shard shard, String type, String value) throws Exception {
    View view = new View.Full(ORIGIN.accountId(), "asked", "EUR");
    IdentifierType of = IdentifierType.named(type).orElseThrow();
    var hash = hasher.hash(ORIGIN.accountId(), of, value);
    Turn turn = shard.handle(new Message.Read(hash, view, answers::add), NOW_MS);
    Answer.Document document = (Answer.Document) turn.replies().getFirst().answer();
    return new ObjectMapper().readTree(document.json());
  }

  private static Shard replayed(Batch batch) {
    Shard shard = shard(new Partition(0));
    PackedReader in = new PackedReader(batch.ops());
    while (in.hasMore()) {
      Decision decision = Decisions.read(in);
      shard.replay(decision);
    }
    shard.restored();
    return shard;
  }
}
