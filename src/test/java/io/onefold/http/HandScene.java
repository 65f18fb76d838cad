package io.onefold.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.ProfileId;
import io.onefold.http.edge.AuditLog;
import io.onefold.http.edge.AuditLog.Outcome;
import io.onefold.message.Act;
import io.onefold.message.Answer;
import io.onefold.message.Message;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A node in front of shards that know Ann, and answer what is done to her as they are told. */
final class HandScene implements AutoCloseable {

  static final ProfileId ANN = ProfileId.of(1_000, 2, 1, 1);
  static final ProfileId BOB = ProfileId.of(2_000, 3, 1, 1);
  static final ProfileId PART = ProfileId.of(3_000, 2, 1, 1);
  static final String OF_ANN = "/v1/profiles/email:ann@example.com";
  static final Identifier DEVICE =
      new Identifier(IdentifierType.ANONYMOUS_ID, "tablet", new Hash128(5, 5));

  final HttpNode node;

  HandScene(HttpNode.Options options) {
    node = new HttpNode(options);
  }

  static Answer.Standing standing(ProfileId profile, Identifier... identifiers) {
    return new Answer.Standing(profile, "token", List.of(identifiers), Optional.empty());
  }

  /** Whoever is asked for by identifier is Ann; ids are themselves. */
  void answerActs(Function<Act, Answer> acts) {
    node.shards.answerAll(
        message ->
            switch (message) {
              case Message.Read read -> standing(ANN);
              case Message.ReadAt read when read.profile().equals(PART) -> standing(PART, DEVICE);
              case Message.ReadAt read -> standing(read.profile());
              case Message.ChangeAt change -> acts.apply(change.act());
              default -> throw new AssertionError(message);
            });
  }

  Act onlyAct() {
    List<Act> acts =
        node.shards.received().stream()
            .map(envelope -> envelope.message())
            .filter(message -> message instanceof Message.ChangeAt)
            .map(message -> ((Message.ChangeAt) message).act())
            .toList();
    assertThat(acts).hasSize(1);
    return acts.getFirst();
  }

  static JsonNode json(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return parse(response.body());
  }

  static JsonNode parse(String json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Intention and outcome of the only thing that was done. */
  void assertAudited(String action, ProfileId subject, Outcome outcome) {
    List<AuditLog.Entry> entries = node.audit.await(2);
    assertThat(entries).extracting(AuditLog.Entry::action).containsExactly(action, action);
    assertThat(entries)
        .extracting(AuditLog.Entry::outcome)
        .containsExactly(Outcome.ACCEPTED, outcome);
    assertThat(entries).allMatch(entry -> entry.actor().equals("the secret-key"));
    assertThat(entries).allMatch(entry -> entry.subject().equals(subject.text()));
    assertThat(entries)
        .extracting(entry -> parse(entry.detailJson()).get("operation").asText())
        .doesNotContain("")
        .satisfies(ids -> assertThat(ids.get(0)).isEqualTo(ids.get(1)));
    assertThat(entries.toString()).doesNotContain("example.com", "tablet");
  }

  @Override
  public void close() {
    node.close();
  }
}
