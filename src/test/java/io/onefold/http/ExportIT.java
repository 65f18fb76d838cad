package io.onefold.http;

import static io.onefold.http.Replied.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onefold.event.AttributeUpdate;
import io.onefold.event.Commerce;
import io.onefold.event.Consent;
import io.onefold.event.Event;
import io.onefold.event.Events;
import io.onefold.event.Facts;
import io.onefold.event.Hash128;
import io.onefold.event.ProfileId;
import io.onefold.event.Value;
import io.onefold.http.edge.AuditLog;
import io.onefold.http.edge.AuditLog.Outcome;
import io.onefold.message.Answer;
import io.onefold.message.HistoryPage.Position;
import io.onefold.message.Message;
import io.onefold.message.RouteFilter;
import io.onefold.message.View;
import io.onefold.route.TestEvents;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Everything that is held on a person, as one document. */
class ExportIT {

  private static final ProfileId ANN = ProfileId.of(1_000, 2, 1, 1);
  private static final String PATH = "/v1/profiles/email:ann@example.com/export";
  private static final Comparator<Event> NEWEST_FIRST =
      Comparator.comparing(Position::of).reversed();

  private HttpNode node;

  @BeforeEach
  void start() {
    node = HttpNode.usual();
  }

  @AfterEach
  void stop() {
    node.close();
  }

  /** A history by profile id, as the profiles that became Ann have left it. */
  private Map<ProfileId, List<Event>> histories(Random random) {
    Map<ProfileId, List<Event>> histories = new LinkedHashMap<>();
    List<Event> all = new ArrayList<>();
    int parts = 1 + random.nextInt(4);
    for (int part = 0; part < parts; part++) {
      List<Event> own = new ArrayList<>();
      for (int left = random.nextInt(900); left > 0; left--) {
        boolean known = !all.isEmpty() && random.nextInt(10) == 0;
        own.add(known ? all.get(random.nextInt(all.size())) : event(random, all.size()));
        all.add(own.getLast());
      }
      own.sort(NEWEST_FIRST);
      histories.put(part == 0 ? ANN : ProfileId.of(2_000 + part, part, 1, 1), own);
    }
    return histories;
  }

  /** Many share a millisecond, so that pages end between such. */
  private static Event event(Random random, int number) {
    return TestEvents.at(new Hash128(1, 1), random.nextInt(200), number);
  }

  private void answer(Map<ProfileId, List<Event>> histories) {
    List<Answer.Part> parts =
        histories.keySet().stream().map(id -> new Answer.Part(id, RouteFilter.ALL)).toList();
    node.shards.answerAll(message -> answer(histories, parts, message));
  }

  private static Answer answer(
      Map<ProfileId, List<Event>> histories, List<Answer.Part> parts, Message message) {
    return switch (message) {
      case Message.Read read -> answer(read.view(), parts);
      case Message.ReadAt read -> answer(read.view(), parts);
      case Message.ReadHistory read ->
          new Answer.Events(
              histories.get(read.profile()).stream()
                  .filter(event -> Position.of(event).compareTo(read.page().before()) < 0)
                  .distinct()
                  .limit(read.page().countMax())
                  .toList());
      default -> throw new AssertionError(message);
    };
  }

  private static Answer answer(View view, List<Answer.Part> parts) {
    return switch (view) {
      case View.Standing standing -> new Answer.Standing(ANN, "token", List.of(), Optional.empty());
      case View.Full full -> document("{\"known\":true,\"requested_id\":\"" + full.requestedId());
      case View.Identity identity ->
          document("{\"links\":[],\"requested_id\":\"" + identity.requestedId());
      case View.Parts wanted -> new Answer.Parts(ANN, parts);
      case View.Projected _, View.Copy _, View.Holding _ -> throw new AssertionError(view);
    };
  }

  private static Answer document(String json) {
    return new Answer.Document(ANN, (json + "\"}").getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode json(HttpResponse<String> response) throws IOException {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return new ObjectMapper().readTree(response.body());
  }

  @RepeatedTest(5)
  void export_ofAnyHistory_hasEveryEventOnceNewestFirst() throws IOException {
    long seed = System.nanoTime();
    Map<ProfileId, List<Event>> histories = histories(new Random(seed));
    answer(histories);
    Set<Event> all = new HashSet<>();
    histories.values().forEach(all::addAll);

    JsonNode export = json(node.get(PATH));

    List<String> exported = new ArrayList<>();
    export.get("timeline").forEach(item -> exported.add(item.get("message_id").asText()));
    assertThat(exported)
        .as("seed %d", seed)
        .isEqualTo(all.stream().sorted(NEWEST_FIRST).map(event -> event.id().text()).toList());
    assertThat(export.get("event_count").asInt()).isEqualTo(all.size());
    assertThat(export.get("complete").asBoolean()).isTrue();
  }

  @Test
  void export_hasProfileAndIdentity_asTheirReadersSeeThem() throws IOException {
    answer(Map.of(ANN, List.of()));

    HttpResponse<String> response = node.get(PATH);
    JsonNode export = json(response);

    assertThat(export.get("profile_id").asText()).isEqualTo(ANN.text());
    assertThat(export.at("/profile/known").asBoolean()).isTrue();
    assertThat(export.at("/profile/requested_id").asText()).isEqualTo("email:ann@example.com");
    assertThat(export.at("/identity/links").isArray()).isTrue();
    assertThat(export.get("timeline")).isEmpty();
    assertThat(response.headers().firstValue("content-disposition"))
        .contains("attachment; filename=\"profile-" + ANN.text() + ".json\"");
    assertThat(response.headers().firstValue("cache-control")).contains("no-store");
    assertThat(node.audit.await(2))
        .extracting(AuditLog.Entry::action, AuditLog.Entry::outcome)
        .containsExactly(
            tuple("profile.export", Outcome.ACCEPTED), tuple("profile.export", Outcome.DONE));
  }

  @Test
  void export_ofAnEvent_hasAllThatItSaid() throws IOException {
    Facts facts =
        new Facts(
            List.of(
                new AttributeUpdate("core_data.first_name", Value.text("Ann \"é\"")),
                new AttributeUpdate("custom.size", new Value(Value.Kind.NUMBER, "38.50"))),
            Commerce.NONE,
            List.of(new Consent("marketing", false)));
    answer(Map.of(ANN, List.of(Events.with(TestEvents.at(new Hash128(1, 1), 9, 9), facts))));

    JsonNode event = json(node.get(PATH)).at("/timeline/0");

    assertThat(event)
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"message_id":"m9","type":"track","name":"Number 9",
                     "at":"1970-01-01T00:00:00.009Z","received_at":"1970-01-01T00:00:00.009Z",
                     "source":"tracking","properties":{"n":1},"identifiers":["anonymous_id:a1"],
                     "attributes":{"core_data.first_name":"Ann \\"é\\"","custom.size":38.50},
                     "consent":{"marketing":false}}
                    """));
  }

  @Test
  void export_shardBusyForAWhile_isCompleteAllTheSame() throws IOException {
    Map<ProfileId, List<Event>> histories = Map.of(ANN, numbered(1_100));
    List<Answer.Part> parts = List.of(new Answer.Part(ANN, RouteFilter.ALL));
    AtomicInteger reads = new AtomicInteger();
    node.shards.answerAll(
        message ->
            message instanceof Message.ReadHistory && reads.incrementAndGet() == 2
                ? new Answer.Busy(Answer.Reason.JOURNAL_AWAY)
                : answer(histories, parts, message));

    assertThat(json(node.get(PATH)).get("timeline")).hasSize(1_100);
  }

  @Test
  void export_thatCannotBegin_isBusy() {
    Map<ProfileId, List<Event>> histories = Map.of(ANN, numbered(1));
    List<Answer.Part> parts = List.of(new Answer.Part(ANN, RouteFilter.ALL));
    node.shards.answerAll(
        message ->
            message instanceof Message.ReadHistory
                ? new Answer.Busy(Answer.Reason.JOURNAL_AWAY)
                : answer(histories, parts, message));

    assertRefused(node.get(PATH), 503, "journal_unavailable");
    assertThat(node.audit.await(2)).last().matches(e -> e.outcome() == Outcome.FAILED);
  }

  /** A part must not look like the whole. */
  @Test
  void export_ofSomebodyErasedMeanwhile_isCutOff() {
    Map<ProfileId, List<Event>> histories = Map.of(ANN, numbered(1_100));
    List<Answer.Part> parts = List.of(new Answer.Part(ANN, RouteFilter.ALL));
    AtomicInteger reads = new AtomicInteger();
    node.shards.answerAll(
        message ->
            message instanceof Message.ReadAt read
                    && read.view() instanceof View.Parts
                    && reads.incrementAndGet() == 2
                ? Answer.NOT_FOUND
                : answer(histories, parts, message));

    assertThatThrownBy(() -> node.get(PATH)).hasRootCauseInstanceOf(IOException.class);
    assertThat(node.audit.await(2)).last().matches(e -> e.outcome() == Outcome.FAILED);
  }

  private static List<Event> numbered(int count) {
    List<Event> events = new ArrayList<>();
    for (int i = count; i > 0; i--) {
      events.add(TestEvents.at(new Hash128(1, 1), i, i));
    }
    return events;
  }
}
