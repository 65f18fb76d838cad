package io.onefold.http.hand;

import io.onefold.decode.json.Parsers;
import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.ProfileId;
import io.onefold.http.access.AccessKey;
import io.onefold.http.edge.Arrival;
import io.onefold.http.edge.Edge;
import io.onefold.http.wire.Problem;
import io.onefold.message.Act;
import io.onefold.message.Answer;
import io.onefold.message.Cause;
import io.onefold.message.Refusal;
import io.onefold.route.HandMerged;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.stream.Stream;

/**
 * Puts two profiles together: {@code POST /v1/profiles/{id}/merge}. The merge's cause bears the id
 * of the operation in the audit, so that who reads why two profiles are one finds who said so.
 *
 * <p><b>Threading.</b> Confined to one event loop.
 */
public final class MergeRoute {

  private static final String WITH = "with";

  private final Edge edge;
  private final Persons persons;
  private final Deeds deeds;
  private final Parsers parsers;

  public MergeRoute(Edge edge, Persons persons, Deeds deeds, Parsers parsers) {
    this.edge = edge;
    this.persons = persons;
    this.deeds = deeds;
    this.parsers = parsers;
  }

  /** {@code POST /v1/profiles/{id}/merge}. */
  public void merge(Arrival arrival, AccessKey key, RoutingContext ctx, byte[] json) {
    switch (HandBody.merge(json, parsers)) {
      case HandBody.Asked.Merge merge ->
          persons.given(
              arrival,
              persons.subjects().read(merge.with(), key.accountId(), WITH),
              with ->
                  persons.inPath(
                      arrival,
                      key,
                      ctx,
                      one ->
                          persons.find(
                              arrival,
                              key,
                              with.subject(),
                              other -> merge(arrival, key, merge.force(), one, other),
                              () -> persons.refuse(arrival, Problem.noSuchProfile(WITH)))));
      case HandBody.Asked.Refused(Problem problem) -> persons.refuse(arrival, problem);
      case HandBody.Asked.Split _, HandBody.Asked.Unravel _ ->
          throw new IllegalStateException("a body that merges is no split");
    }
  }

  private void merge(
      Arrival arrival, AccessKey key, boolean force, Answer.Standing one, Answer.Standing other) {
    if (one.profile().equals(other.profile())) {
      succeed(arrival, new HandMerged.United(one.profile(), List.of()));
      return;
    }
    Deed deed =
        deeds.toProfile(
            key,
            "profile.merge",
            one.profile(),
            out -> {
              out.writeStringField(WITH, other.profile().text());
              out.writeBooleanField("force", force);
            });
    deeds.run(
        arrival,
        deed,
        () ->
            edge.gateway()
                .merge(
                    one.profile(),
                    new Act.Merge(
                        key.accountId(),
                        other.profile(),
                        cause(deed, force, one, other),
                        key.keyName())),
        merged -> answer(arrival, merged));
  }

  /** Stands for the first identifier of the other one, which the link is shown at. */
  private Cause cause(Deed deed, boolean force, Answer.Standing one, Answer.Standing other) {
    Identifier identifier =
        Stream.concat(other.identifiers().stream(), one.identifiers().stream())
            .findFirst()
            .orElseGet(() -> new Identifier(IdentifierType.LINK_TOKEN, "", new Hash128(0, 0)));
    return new Cause(
        force ? Cause.Kind.FORCED : Cause.Kind.HAND,
        identifier.hash(),
        identifier.type(),
        edge.random().nextLong(),
        deed.id(),
        "hand:" + deed.key().keyName(),
        System.currentTimeMillis());
  }

  private Deed.Ending answer(Arrival arrival, HandMerged merged) {
    return switch (merged) {
      case HandMerged.United united -> {
        succeed(arrival, united);
        yield Deed.Ending.done(out -> out.writeStringField("profile_id", united.profile().text()));
      }
      case HandMerged.Refused(Refusal reason) -> {
        edge.replies()
            .refuse(
                arrival.response(),
                Problem.conflict("merge_refused", message(reason), WITH),
                out -> out.writeStringField("reason", reason.code()));
        yield Deed.Ending.refused(reason.code());
      }
      case HandMerged.NotFound() -> {
        persons.refuse(arrival, Problem.noSuchProfile());
        yield Deed.Ending.refused("profile_not_found");
      }
      case HandMerged.Busy(Answer.Reason reason) -> {
        edge.replies().busy(arrival.response(), reason);
        yield Deed.Ending.UNKNOWN;
      }
    };
  }

  private void succeed(Arrival arrival, HandMerged.United united) {
    edge.replies()
        .ok(
            arrival.response(),
            out -> {
              out.writeBooleanField("success", true);
              out.writeStringField("profile_id", united.profile().text());
              out.writeArrayFieldStart("absorbed");
              for (ProfileId absorbed : united.absorbed()) {
                out.writeString(absorbed.text());
              }
              out.writeEndArray();
            });
  }

  /** Why not, and what {@code force} would do about it. */
  private static String message(Refusal reason) {
    return switch (reason) {
      case UNIQUE ->
          "both have a value of a type that allows one: \"force\":true unites them, and the profile"
              + " has both values";
      case LIMIT ->
          "together they have more values of a type than are allowed: \"force\":true unites them,"
              + " and the profile keeps all";
      case SEVERED ->
          "somebody has split these two: \"force\":true unites them, and forgets the cut";
      case SHARED ->
          "one of them has a device that several people use: \"force\":true unites them, and takes"
              + " the device for theirs alone";
      case GIANT_IDENTIFIERS, GIANT_MERGES ->
          "together they are more than a person can be: \"force\":true unites them all the same";
      case DEVICE, QUARANTINED ->
          "the rules keep these two apart: \"force\":true unites them all the same";
      case GONE, SUPPRESSED, STALE, RATE ->
          "one of the two is not to be had: force changes nothing";
    };
  }
}
