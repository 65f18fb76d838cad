package io.onefold.http.links;

import com.fasterxml.jackson.core.JsonGenerator;
import io.onefold.decode.id.LinkTokens;
import io.onefold.decode.json.Parsers;
import io.onefold.event.Hash128;
import io.onefold.event.IsoTime;
import io.onefold.event.ProfileId;
import io.onefold.http.access.AccessKey;
import io.onefold.http.edge.Arrival;
import io.onefold.http.edge.Edge;
import io.onefold.http.edge.Intake;
import io.onefold.http.edge.ReadEntry;
import io.onefold.http.read.SubjectReader;
import io.onefold.http.wire.Problem;
import io.onefold.message.Answer;
import io.onefold.message.View;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * {@code POST /v1/link-tokens}: a token for each recipient of a mail. The recipient must be known;
 * the token names the profile and leads to whatever the profile has become by the time it is used.
 *
 * <p><b>Errors.</b> A single recipient who is not as it should be is refused with 400, one who is
 * not known with 404; in a list each has its mistake or its token to itself.
 *
 * <p><b>Threading.</b> Confined to one event loop.
 */
public final class LinkTokenRoute implements Handler<RoutingContext> {

  private static final int US_PER_MS = 1_000;

  private final Edge edge;
  private final Intake intake;
  private final Parsers parsers;
  private final SubjectReader subjects;
  private final LinkTokens links;
  private final RandomGenerator random;

  /**
   * @param random unpredictable
   */
  public LinkTokenRoute(
      Edge edge,
      Intake intake,
      Parsers parsers,
      SubjectReader subjects,
      LinkTokens links,
      RandomGenerator random) {
    this.edge = edge;
    this.intake = intake;
    this.parsers = parsers;
    this.subjects = subjects;
    this.links = links;
    this.random = random;
  }

  /** What came of one recipient. */
  private sealed interface Made {
    record Token(String profile, ProfileId id, String token, long expiresAtMs) implements Made {}

    record Failed(String profile, Problem problem) implements Made {}
  }

  @Override
  public void handle(RoutingContext ctx) {
    new ReadEntry(edge, (arrival, _, _) -> intake.take(arrival, this::read)).handle(ctx);
  }

  private void read(Arrival arrival, AccessKey key, byte[] json) {
    switch (LinkTokenBody.read(json, parsers)) {
      case LinkTokenBody.Refused(Problem problem) -> intake.refuse(arrival, problem);
      case LinkTokenBody.One(LinkTokenBody.Item item) ->
          find(arrival, key, List.of(recipient(item, key)), all -> answerOne(arrival, all));
      case LinkTokenBody.Many(List<LinkTokenBody.Item> items) ->
          find(
              arrival,
              key,
              items.stream().map(item -> recipient(item, key)).toList(),
              all -> answer(arrival, all));
    }
  }

  private Recipient recipient(LinkTokenBody.Item item, AccessKey key) {
    return Recipient.of(item, subjects, key.accountId());
  }

  /**
   * @param then answers what came of all of them
   */
  private void find(
      Arrival arrival, AccessKey key, List<Recipient> recipients, Consumer<List<Made>> then) {
    List<Recipient.Asked> asked = new ArrayList<>(recipients.size());
    for (Recipient recipient : recipients) {
      if (recipient instanceof Recipient.Asked one) {
        asked.add(one);
      }
    }
    edge.gateway()
        .readEach(
            asked.stream().map(Recipient.Asked::subject).toList(), new View.Parts(key.accountId()))
        .onSuccess(answers -> make(arrival, key, recipients, answers, then))
        .onFailure(failure -> edge.failures().answer(arrival.response(), failure));
  }

  private void make(
      Arrival arrival,
      AccessKey key,
      List<Recipient> recipients,
      List<Answer> answers,
      Consumer<List<Made>> then) {
    List<Made> all = new ArrayList<>(recipients.size());
    int next = 0;
    for (Recipient recipient : recipients) {
      switch (recipient) {
        case Recipient.Refused(String profile, Problem problem) ->
            all.add(new Made.Failed(profile, problem));
        case Recipient.Asked asked -> {
          switch (answers.get(next++)) {
            case Answer.Parts(ProfileId id, var _) -> all.add(made(arrival, key, asked, id));
            case Answer.NotFound() ->
                all.add(new Made.Failed(asked.profile(), Problem.noSuchProfile(Recipient.FIELD)));
            case Answer.Busy(Answer.Reason reason) -> {
              edge.replies().busy(arrival.response(), reason);
              return;
            }
            case Answer.Accepted _,
                Answer.Dropped _,
                Answer.Changed _,
                Answer.Declined _,
                Answer.Readmitted _,
                Answer.Document _,
                Answer.Events _,
                Answer.Counts _,
                Answer.Matches _,
                Answer.Stale _,
                Answer.Standing _,
                Answer.Quarantine _,
                Answer.Trial _ -> {
              edge.failures().unexpected(arrival.response(), answers.get(next - 1));
              return;
            }
          }
        }
      }
    }
    then.accept(all);
  }

  private void answerOne(Arrival arrival, List<Made> all) {
    switch (all.getFirst()) {
      case Made.Failed(String _, Problem problem) -> intake.refuse(arrival, problem);
      case Made.Token _ -> answer(arrival, all);
    }
  }

  private void answer(Arrival arrival, List<Made> all) {
    edge.meters().links().made((int) all.stream().filter(Made.Token.class::isInstance).count());
    edge.meters().read(arrival.tookNs());
    edge.replies().ok(arrival.response(), out -> write(all, out));
  }

  private Made made(Arrival arrival, AccessKey key, Recipient.Asked asked, ProfileId id) {
    long nowMs = arrival.atUs() / US_PER_MS;
    Hash128 nonce = new Hash128(random.nextLong(), random.nextLong());
    String token = links.seal(id, key.accountId(), asked.purpose(), nowMs, asked.lifeMs(), nonce);
    return new Made.Token(asked.profile(), id, token, nowMs + asked.lifeMs());
  }

  private static void write(List<Made> all, JsonGenerator out) throws IOException {
    out.writeBooleanField("success", true);
    out.writeArrayFieldStart("tokens");
    for (Made made : all) {
      out.writeStartObject();
      switch (made) {
        case Made.Token token -> {
          out.writeStringField("profile", token.profile());
          out.writeStringField("profile_id", token.id().text());
          out.writeStringField("token", token.token());
          out.writeStringField("expires_at", IsoTime.format(token.expiresAtMs()));
        }
        case Made.Failed(String profile, Problem problem) -> {
          out.writeStringField("profile", profile);
          out.writeStringField("code", problem.code());
          out.writeStringField("message", problem.message());
          out.writeStringField("field", problem.field());
        }
      }
      out.writeEndObject();
    }
    out.writeEndArray();
  }
}
