package io.onefold.http.hand;

import com.fasterxml.jackson.core.JsonGenerator;
import io.onefold.decode.json.Parsers;
import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.ProfileId;
import io.onefold.http.access.AccessKey;
import io.onefold.http.edge.Arrival;
import io.onefold.http.edge.Edge;
import io.onefold.http.read.SubjectReader.Read;
import io.onefold.http.wire.Problem;
import io.onefold.message.Act;
import io.onefold.message.Answer;
import io.onefold.route.Subject;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Takes a profile apart: {@code POST /v1/profiles/{id}/split} and {@code DELETE
 * /v1/profiles/{id}/identifiers/{type}:{value}}. The answer names the profiles that came of it.
 *
 * <p><b>Threading.</b> Confined to one event loop.
 */
public final class PartRoutes {

  /** Of {@code /v1/profiles/{id}/identifiers/{type}:{value}}, cut at the slashes. */
  private static final int IDENTIFIER_SEGMENT = 5;

  /** The audit names so many profiles: 64 × 35 characters, of the 8,192 that it keeps. */
  private static final int NAMED_MAX = 64;

  private final Edge edge;
  private final Persons persons;
  private final Deeds deeds;
  private final Parsers parsers;

  public PartRoutes(Edge edge, Persons persons, Deeds deeds, Parsers parsers) {
    this.edge = edge;
    this.persons = persons;
    this.deeds = deeds;
    this.parsers = parsers;
  }

  /** What is to be done, and what it is called. */
  private record Part(String action, Act act, Collection<String> types, String field) {}

  /** {@code POST /v1/profiles/{id}/split}. */
  public void split(Arrival arrival, AccessKey key, RoutingContext ctx, byte[] json) {
    switch (HandBody.split(json, parsers)) {
      case HandBody.Asked.Split(List<String> identifiers) -> split(arrival, key, ctx, identifiers);
      case HandBody.Asked.Unravel(String through) ->
          persons.given(
              arrival,
              persons.subjects().readIdentifier(through, key.accountId(), "through"),
              named ->
                  part(
                      arrival,
                      key,
                      ctx,
                      new Part(
                          "profile.unravel",
                          new Act.Unravel(key.accountId(), Persons.hash(named), key.keyName()),
                          Set.of(named.type()),
                          "through")));
      case HandBody.Asked.Refused(Problem problem) -> persons.refuse(arrival, problem);
      case HandBody.Asked.Merge merge ->
          throw new IllegalStateException("a body that splits is no merge");
    }
  }

  private void split(Arrival arrival, AccessKey key, RoutingContext ctx, List<String> identifiers) {
    List<Hash128> hashes = new ArrayList<>();
    Set<String> types = new TreeSet<>();
    for (int i = 0; i < identifiers.size(); i++) {
      String field = "identifiers[" + i + "]";
      switch (persons.subjects().readIdentifier(identifiers.get(i), key.accountId(), field)) {
        case Read.Refused(Problem problem) -> {
          persons.refuse(arrival, problem);
          return;
        }
        case Read.Named named -> {
          hashes.add(Persons.hash(named));
          types.add(named.type());
        }
      }
    }
    Act act = new Act.Split(key.accountId(), hashes, key.keyName());
    part(arrival, key, ctx, new Part("profile.split", act, types, "identifiers"));
  }

  /** {@code DELETE /v1/profiles/{id}/identifiers/{type}:{value}}. */
  public void remove(Arrival arrival, AccessKey key, RoutingContext ctx) {
    String segment = Persons.segment(ctx, IDENTIFIER_SEGMENT);
    persons.given(
        arrival,
        persons.subjects().readIdentifier(segment, key.accountId()),
        named ->
            part(
                arrival,
                key,
                ctx,
                new Part(
                    "profile.remove_identifier",
                    new Act.Remove(key.accountId(), Persons.hash(named), key.keyName()),
                    Set.of(named.type()),
                    "identifier")));
  }

  private void part(Arrival arrival, AccessKey key, RoutingContext ctx, Part part) {
    persons.inPath(
        arrival,
        key,
        ctx,
        standing ->
            deeds.run(
                arrival,
                deeds.toProfile(
                    key,
                    part.action(),
                    standing.profile(),
                    out -> writeTexts("types", part.types(), out)),
                () -> edge.gateway().change(standing.profile(), part.act()),
                answer ->
                    persons.changed(
                        arrival, answer, part.field(), changed -> done(arrival, key, changed))));
  }

  /** It is done, so it is a success whether or not the new profiles can be asked right now. */
  private Deed.Ending done(Arrival arrival, AccessKey key, Answer.Changed changed) {
    edge.gateway()
        .readEach(
            changed.made().stream().<Subject>map(Subject.Numbered::new).toList(),
            Persons.standing(key))
        .recover(failure -> Future.succeededFuture(List.of()))
        .onSuccess(
            answers ->
                edge.replies()
                    .ok(
                        arrival.response(),
                        out -> {
                          out.writeBooleanField("success", true);
                          out.writeStringField("profile_id", changed.profile().text());
                          writeMade(changed.made(), answers, out);
                        }));
    return Deed.Ending.done(
        out -> {
          out.writeStringField("profile_id", changed.profile().text());
          out.writeNumberField("made_count", changed.made().size());
          writeTexts(
              "made", changed.made().stream().limit(NAMED_MAX).map(ProfileId::text).toList(), out);
        });
  }

  private static void writeMade(List<ProfileId> made, List<Answer> answers, JsonGenerator out)
      throws IOException {
    out.writeArrayFieldStart("split");
    for (int i = 0; i < made.size(); i++) {
      boolean known = i < answers.size() && answers.get(i) instanceof Answer.Standing;
      List<Identifier> identifiers =
          known ? ((Answer.Standing) answers.get(i)).identifiers() : List.of();
      out.writeStartObject();
      out.writeStringField("profile_id", made.get(i).text());
      writeTexts(
          "identifiers",
          identifiers.stream().map(id -> id.type().wireName() + ":" + id.value()).toList(),
          out);
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void writeTexts(String field, Collection<String> texts, JsonGenerator out)
      throws IOException {
    out.writeArrayFieldStart(field);
    for (String text : texts) {
      out.writeString(text);
    }
    out.writeEndArray();
  }
}
