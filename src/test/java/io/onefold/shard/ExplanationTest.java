package io.onefold.shard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onefold.event.Event;
import io.onefold.event.Events;
import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.IsoTime;
import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import io.onefold.event.ProfileId;
import io.onefold.identity.Decision;
import io.onefold.identity.Decisions;
import io.onefold.identity.DevicePolicy;
import io.onefold.identity.Partition;
import io.onefold.identity.RuleBook;
import io.onefold.identity.Rules;
import io.onefold.identity.Terms;
import io.onefold.identity.TrackingTokens;
import io.onefold.identity.Turn;
import io.onefold.message.Act;
import io.onefold.message.After;
import io.onefold.message.Answer;
import io.onefold.message.Cause;
import io.onefold.message.Message;
import io.onefold.message.Refusal;
import io.onefold.message.ReplyTo;
import io.onefold.message.View;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a reader is told of a profile's identity, after what was done to it. */
class ExplanationTest {

  private static final int ACCOUNT = 1;
  private static final String BY = "desk";
  private static final Identifier ANN = Events.identifier(IdentifierType.CUSTOMER_ID, "ann");
  private static final Identifier BOB = Events.identifier(IdentifierType.CUSTOMER_ID, "bob");
  private static final Identifier MAIL = Events.identifier(IdentifierType.EMAIL, "ann@b.eu");
  private static final Identifier PHONE = Events.identifier(IdentifierType.ANONYMOUS_ID, "phone");
  private static final Identifier ORDER = Events.identifier(IdentifierType.ORDER_ID, "1001");
  private static final Identifier TABLET = Events.identifier(IdentifierType.ANONYMOUS_ID, "tablet");

  private final Terms terms = new Terms(1, new RandomFresh(0, new Random(1)), RuleBook.STANDARD);
  private final Shard shard = shard();
  private final List<Decision> journal = new ArrayList<>();
  private long nowMs = 1_800_000_000_000L;
  private int sent;

  private Shard shard() {
    return new Shard(new Partition(0), terms, new TrackingTokens(new byte[16]));
  }

  /** What is told is the same when the journal is read again. */
  @AfterEach
  void replay() {
    Shard again = shard();
    for (Decision decision : journal) {
      PackedWriter out = new PackedWriter(64);
      Decisions.write(decision, out);
      again.replay(Decisions.read(new PackedReader(out.toBytes())));
    }
    for (Identifier identifier : List.of(ANN, BOB, MAIL, PHONE, TABLET)) {
      assertThat(identity(again, identifier)).isEqualTo(identity(shard, identifier));
    }
  }

  private Answer ask(Shard of, Function<ReplyTo, Message> message) {
    List<Answer> answers = new ArrayList<>();
    Turn turn = of.handle(message.apply(answers::add), nowMs);
    journal.addAll(turn.decisions());
    turn.replies().forEach(reply -> reply.to().answer(reply.answer()));
    assertThat(answers).hasSize(1);
    return answers.getFirst();
  }

  private ProfileId track(Identifier... identifiers) {
    nowMs += 1_000;
    Event event = Events.track("Seen", "m" + sent++, nowMs, identifiers);
    return ((Answer.Accepted) ask(shard, to -> new Message.Apply(event, After.ACKNOWLEDGE, to)))
        .profile();
  }

  private Answer.Changed change(ProfileId profile, Act act) {
    nowMs += 1_000;
    return (Answer.Changed) ask(shard, to -> new Message.ChangeAt(profile, act, to));
  }

  private ProfileId split(ProfileId profile, Identifier... identifiers) {
    List<Hash128> hashes = List.of(identifiers).stream().map(Identifier::hash).toList();
    return change(profile, new Act.Split(ACCOUNT, hashes, BY)).made().getFirst();
  }

  private void merge(ProfileId one, ProfileId other, Cause.Kind kind, String operation) {
    Cause cause =
        new Cause(
            kind,
            ANN.hash(),
            ANN.type(),
            new Random(operation.hashCode()).nextLong(),
            operation,
            "hand:desk",
            nowMs);
    change(one, new Act.Merge(ACCOUNT, other, cause, BY));
  }

  private Answer read(Shard of, Identifier identifier, View view) {
    return ask(of, to -> new Message.Read(identifier.hash(), view, to));
  }

  private Optional<JsonNode> identity(Shard of, Identifier identifier) {
    return read(of, identifier, new View.Identity(ACCOUNT, "")) instanceof Answer.Document document
        ? Optional.of(json(document.json()))
        : Optional.empty();
  }

  private JsonNode identity(Identifier identifier) {
    return identity(shard, identifier).orElseThrow();
  }

  private Answer.Standing standing(Identifier identifier, String operation) {
    return (Answer.Standing) read(shard, identifier, new View.Standing(ACCOUNT, operation));
  }

  private static JsonNode json(byte[] bytes) {
    try {
      return new ObjectMapper().readTree(bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static JsonNode json(String singleQuoted) {
    return json(singleQuoted.replace('\'', '"').getBytes());
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(item.asText()));
    return texts;
  }

  @Test
  void identifier_hasStrengthAndState() {
    track(ANN, PHONE);

    JsonNode first = identity(PHONE).at("/identifiers/1");

    assertThat(first.get("type").asText()).isEqualTo("anonymous_id");
    assertThat(first.get("strength").asText()).isEqualTo("device");
    assertThat(first.get("quarantined").asBoolean()).isFalse();
    assertThat(first.get("shared_device").asBoolean()).isFalse();
    assertThat(first.get("settled").asBoolean()).isTrue();
  }

  @Test
  void rules_inForce_areTheAccountsOfNow() {
    track(ANN);
    assertThat(identity(ANN).get("rule_version").asInt()).isEqualTo(1);

    Rules rules = Rules.STANDARD;
    shard.govern(RuleBook.of(new Rules(7, rules.types(), rules.devicePolicy(), rules.caps())));

    assertThat(identity(ANN).get("rule_version").asInt()).isEqualTo(7);
    shard.govern(RuleBook.STANDARD);
  }

  @Test
  void split_isToldOnBothSides() {
    ProfileId ann = track(ANN, MAIL, PHONE);
    track(ANN, TABLET);

    ProfileId part = split(ann, PHONE, TABLET);

    JsonNode stayed = identity(ANN);
    JsonNode left = identity(PHONE);
    String at = IsoTime.format(nowMs);
    assertThat(stayed.get("splits"))
        .isEqualTo(
            json(
                ("[{'into':'%s','identifiers':['anonymous_id','anonymous_id'],'at':'%s',"
                        + "'by':'desk'}]")
                    .formatted(part.text(), at)));
    assertThat(left.get("splits").get(0).get("from").asText()).isEqualTo(ann.text());
    assertThat(texts(left.at("/splits/0/identifiers")))
        .containsExactlyInAnyOrder("anonymous_id:phone", "anonymous_id:tablet");
    assertThat(stayed.get("severed"))
        .containsExactlyInAnyOrder(
            json(
                "{'from':'customer_id:ann','identifier':'anonymous_id','at':'%s','by':'desk'}"
                    .formatted(at)),
            json(
                "{'from':'customer_id:ann','identifier':'anonymous_id','at':'%s','by':'desk'}"
                    .formatted(at)));
    assertThat(left.get("severed"))
        .containsExactlyInAnyOrder(
            json(
                "{'from':'anonymous_id:phone','identifier':'customer_id','at':'%s','by':'desk'}"
                    .formatted(at)),
            json(
                "{'from':'anonymous_id:tablet','identifier':'customer_id','at':'%s','by':'desk'}"
                    .formatted(at)));
    assertThat(left.toString()).doesNotContain("ann@b.eu", "customer_id:ann");
  }

  @Test
  void device_thatWentToWhoeverLoggedInLast_isExplainedByThatLogin() {
    Rules rules = Rules.STANDARD;
    DevicePolicy latest = DevicePolicy.REASSIGN_LATEST;
    shard.govern(RuleBook.of(new Rules(7, rules.types(), latest, rules.caps())));
    for (int time = 0; time < 2; time++) {
      track(ANN, TABLET);
      track(BOB, TABLET);
    }

    JsonNode bob = identity(BOB);

    assertThat(bob.get("links")).hasSize(1);
    assertThat(bob.at("/links/0/from").asText()).isEqualTo("customer_id:bob");
    assertThat(bob.at("/links/0/to").asText()).isEqualTo("anonymous_id:tablet");
    assertThat(bob.at("/links/0/cause/message_id").asText()).isEqualTo("m3");
    assertThat(bob.get("splits")).hasSize(1);
    assertThat(bob.at("/splits/0/from").asText())
        .isEqualTo(identity(ANN).get("profile_id").asText());
    assertThat(bob.at("/splits/0/by").asText()).isEqualTo("login");
    assertThat(texts(bob.at("/splits/0/identifiers"))).containsExactly("anonymous_id:tablet");
    assertThat(identity(ANN).get("links")).isEmpty();
    shard.govern(RuleBook.STANDARD);
  }

  @Test
  void split_eventThatTiesAgain_isRefusedWithTheReason() {
    ProfileId ann = track(ANN, PHONE);
    split(ann, PHONE);

    track(ANN, PHONE);

    JsonNode refusal = identity(ANN).at("/refusals/0");
    assertThat(refusal.get("reason").asText()).isEqualTo(Refusal.SEVERED.code());
    assertThat(refusal.get("rule_version").asInt()).isEqualTo(1);
    assertThat(refusal.get("at").asText()).isNotEmpty();
    assertThat(refusal.at("/cause/message_id").asText()).isEqualTo("m1");
  }

  @Test
  void splits_ofSplits_eachNameTheirs() {
    ProfileId ann = track(ANN, PHONE);
    track(ANN, TABLET);
    ProfileId both = split(ann, PHONE, TABLET);
    ProfileId one = split(both, TABLET);

    JsonNode middle = identity(PHONE);

    assertThat(middle.get("splits")).hasSize(2);
    assertThat(texts(middle.at("/splits/0/identifiers")))
        .containsExactly("anonymous_id:phone", "anonymous_id");
    assertThat(middle.at("/splits/1/into").asText()).isEqualTo(one.text());
    assertThat(identity(TABLET).get("severed"))
        .as("cuts that have no end here are not told")
        .allMatch(cut -> cut.get("from").asText().equals("anonymous_id:tablet"));
  }

  @Test
  void split_ordersOfWhatLeaves_goAlong() {
    ProfileId ann = track(ANN, MAIL);
    track(TABLET, ORDER);
    track(MAIL, TABLET);
    ProfileId part = split(ann, TABLET);

    assertThat(identity(ORDER).get("profile_id").asText()).isEqualTo(part.text());
    assertThat(identity(TABLET).at("/links/0/to").asText()).isEqualTo("order_id:1001");
    assertThat(identity(TABLET).get("severed")).as("only the address and the tablet").hasSize(1);
  }

  @Test
  void split_orderThatSomebodyWhoStaysNamedToo_stays() {
    ProfileId ann = track(ANN, ORDER);
    track(ANN, TABLET, ORDER);
    track(TABLET, ORDER);
    split(ann, TABLET);

    assertThat(identity(ORDER).get("profile_id").asText()).isEqualTo(ann.text());
  }

  @Test
  void merge_byHandWithSomebodyKnownByMuch_tiesTheTwoThatWereMerged() {
    ProfileId ann = track(ANN, MAIL);
    track(ANN, PHONE);
    ProfileId other = track(TABLET);

    merge(other, ann, Cause.Kind.HAND, "operation-1");

    assertThat(identity(ANN).get("links"))
        .filteredOn(link -> link.at("/cause/rule").asText().equals("by_hand"))
        .singleElement()
        .satisfies(
            link ->
                assertThat(List.of(link.get("from").asText(), link.get("to").asText()))
                    .containsExactlyInAnyOrder("customer_id:ann", "anonymous_id:tablet"));
  }

  @Test
  void merge_byHand_isToldAsOne() {
    ProfileId ann = track(ANN);
    ProfileId other = track(PHONE);

    merge(ann, other, Cause.Kind.HAND, "operation-1");

    JsonNode merged = identity(PHONE);
    assertThat(merged.at("/merges/0"))
        .isEqualTo(
            json(
                ("{'absorbed_profile_id':'%s','at':'%s','kind':'hand','cause':{"
                        + "'message_id':'operation-1','source':'hand:desk','rule':'by_hand'}}")
                    .formatted(other.text(), IsoTime.format(nowMs))));
    assertThat(merged.at("/links/0/cause/rule").asText()).isEqualTo("by_hand");
    assertThat(texts(merged.get("former_profile_ids"))).containsExactly(other.text());
    assertThat(merged.get("former_tracking_ids").asInt()).isEqualTo(2);
    assertThat(merged.get("tracking_id_issued_at").asText()).isEqualTo(IsoTime.format(nowMs));
    assertThat(standing(PHONE, "operation-1"))
        .isEqualTo(
            new Answer.Standing(
                ann, merged.get("tracking_id").asText(), List.of(ANN, PHONE), Optional.empty()));
  }

  @Test
  void merge_ofTwoPeople_isRefusedUnlessForced() {
    ProfileId ann = track(ANN);
    ProfileId bob = track(BOB);

    merge(ann, bob, Cause.Kind.HAND, "operation-1");

    assertThat(
            Stream.of(ANN, BOB)
                .map(who -> standing(who, "operation-1").refused())
                .flatMap(Optional::stream))
        .isNotEmpty()
        .allMatch(reason -> reason == Refusal.UNIQUE);
    assertThat(standing(ANN, "operation-2").refused()).isEmpty();
    assertThat(standing(ANN, "").refused()).isEmpty();

    merge(ann, bob, Cause.Kind.FORCED, "operation-3");

    assertThat(standing(BOB, "operation-3").profile()).isEqualTo(ann);
    assertThat(identity(BOB).at("/merges/0/kind").asText()).isEqualTo("forced");
    assertThat(identity(BOB).at("/links/0/cause/rule").asText()).isEqualTo("forced");
  }

  @Test
  void merge_linkOfAnEvent_isOfTheSameEvent() {
    track(PHONE);
    track(ANN, PHONE);

    JsonNode merged = identity(ANN);

    assertThat(merged.at("/links/0/cause"))
        .isEqualTo(json("{'message_id':'m1','source':'tracking','rule':'same_event'}"));
  }

  @Test
  void trackingId_renewed_isAnotherIssuedNow() {
    ProfileId ann = track(ANN);
    String before = identity(ANN).get("tracking_id").asText();

    change(ann, new Act.Renew(ACCOUNT, BY));

    JsonNode after = identity(ANN);
    assertThat(after.get("tracking_id").asText()).isNotEqualTo(before);
    assertThat(after.get("former_tracking_ids").asInt()).isEqualTo(1);
    assertThat(after.get("tracking_id_issued_at").asText()).isEqualTo(IsoTime.format(nowMs));
    assertThat(standing(ANN, "").trackingId()).isEqualTo(after.get("tracking_id").asText());
  }

  @Test
  void profile_ofAnotherAccount_isNotFound() {
    track(ANN);

    assertThat(read(shard, ANN, new View.Standing(2, ""))).isEqualTo(Answer.NOT_FOUND);
  }
}
