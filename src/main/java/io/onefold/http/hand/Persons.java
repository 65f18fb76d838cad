package io.onefold.http.hand;

import io.onefold.event.Hash128;
import io.onefold.event.ProfileId;
import io.onefold.http.access.AccessKey;
import io.onefold.http.edge.Arrival;
import io.onefold.http.edge.Edge;
import io.onefold.http.read.SubjectReader;
import io.onefold.http.wire.Problem;
import io.onefold.message.Answer;
import io.onefold.message.Decline;
import io.onefold.message.View;
import io.onefold.route.Subject;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;

/**
 * Finds the profiles that requests are about, and answers those whose profile is not to be found:
 * the audit wants to know a profile's id before anything is done to it.
 *
 * <p><b>Threading.</b> Confined to one event loop.
 */
public final class Persons {

  /** Of {@code /v1/profiles/{type}:{value}}, cut at the slashes. */
  private static final int SUBJECT_SEGMENT = 3;

  /** No merge by hand is asked about. */
  private static final String NO_OPERATION = "";

  private final Edge edge;
  private final SubjectReader subjects;

  public Persons(Edge edge, SubjectReader subjects) {
    this.edge = edge;
    this.subjects = subjects;
  }

  SubjectReader subjects() {
    return subjects;
  }

  /** A segment of the request's path, still percent-encoded. */
  static String segment(RoutingContext ctx, int index) {
    return ctx.normalizedPath().split("/")[index];
  }

  /** What a segment of the path names, if it names somebody. */
  void named(
      Arrival arrival, AccessKey key, RoutingContext ctx, Consumer<SubjectReader.Read.Named> then) {
    given(arrival, subjects.read(segment(ctx, SUBJECT_SEGMENT), key.accountId()), then);
  }

  /** Goes on with what was read, or answers why it is nobody. */
  void given(Arrival arrival, SubjectReader.Read read, Consumer<SubjectReader.Read.Named> then) {
    switch (read) {
      case SubjectReader.Read.Refused(Problem problem) -> refuse(arrival, problem);
      case SubjectReader.Read.Named named -> then.accept(named);
    }
  }

  /** What {@link SubjectReader#readIdentifier} has read is known by. */
  static Hash128 hash(SubjectReader.Read.Named named) {
    return switch (named.subject()) {
      case Subject.Identified(Hash128 hash) -> hash;
      case Subject.Numbered numbered ->
          throw new IllegalStateException("an id of ours is no identifier");
    };
  }

  /** The profile that the path names. */
  void inPath(Arrival arrival, AccessKey key, RoutingContext ctx, Consumer<Answer.Standing> then) {
    named(
        arrival,
        key,
        ctx,
        named ->
            find(
                arrival,
                key,
                named.subject(),
                then,
                () -> refuse(arrival, Problem.noSuchProfile())));
  }

  /**
   * The profile that {@code subject} leads to.
   *
   * @param nobody answers when there is none
   */
  void find(
      Arrival arrival,
      AccessKey key,
      Subject subject,
      Consumer<Answer.Standing> then,
      Runnable nobody) {
    edge.gateway()
        .read(subject, standing(key))
        .onSuccess(
            answer ->
                edge.failures()
                    .guard(arrival.response(), () -> found(arrival, answer, then, nobody)))
        .onFailure(failure -> edge.failures().answer(arrival.response(), failure));
  }

  static View standing(AccessKey key) {
    return new View.Standing(key.accountId(), NO_OPERATION);
  }

  private void found(
      Arrival arrival, Answer answer, Consumer<Answer.Standing> then, Runnable nobody) {
    switch (answer) {
      case Answer.Standing standing -> then.accept(standing);
      case Answer.NotFound() -> nobody.run();
      case Answer.Busy(Answer.Reason reason) -> edge.replies().busy(arrival.response(), reason);
      case Answer.Accepted _,
          Answer.Dropped _,
          Answer.Quarantine _,
          Answer.Trial _,
          Answer.Changed _,
          Answer.Declined _,
          Answer.Readmitted _,
          Answer.Document _,
          Answer.Parts _,
          Answer.Events _,
          Answer.Counts _,
          Answer.Matches _,
          Answer.Stale _ ->
          edge.failures().unexpected(arrival.response(), answer);
    }
  }

  /** Goes on with what was changed. */
  interface Then {
    Deed.Ending changed(Answer.Changed changed);
  }

  /**
   * Answers a change that was not made, and says so to the audit.
   *
   * @param field that a change which cannot be made is put down to, empty when it is no single one
   */
  Deed.Ending changed(Arrival arrival, Answer answer, String field, Then then) {
    return switch (answer) {
      case Answer.Changed changed -> then.changed(changed);
      case Answer.Declined(Decline why) -> {
        refuse(arrival, Problem.conflict(why.code(), why.message(), field));
        yield Deed.Ending.refused(why.code());
      }
      case Answer.NotFound() -> {
        refuse(arrival, Problem.noSuchProfile());
        yield Deed.Ending.refused("profile_not_found");
      }
      case Answer.Busy(Answer.Reason reason) -> {
        edge.replies().busy(arrival.response(), reason);
        yield Deed.Ending.UNKNOWN;
      }
      case Answer.Accepted _,
          Answer.Dropped _,
          Answer.Quarantine _,
          Answer.Trial _,
          Answer.Readmitted _,
          Answer.Standing _,
          Answer.Document _,
          Answer.Parts _,
          Answer.Events _,
          Answer.Counts _,
          Answer.Matches _,
          Answer.Stale _ -> {
        edge.failures().unexpected(arrival.response(), answer);
        yield Deed.Ending.failed("internal_error");
      }
    };
  }

  /** {@code 200} with the profile that it was done to. */
  void success(Arrival arrival, ProfileId profile) {
    edge.replies()
        .ok(
            arrival.response(),
            out -> {
              out.writeBooleanField("success", true);
              out.writeStringField("profile_id", profile.text());
            });
  }

  void refuse(Arrival arrival, Problem problem) {
    edge.replies().refuse(arrival.response(), problem);
  }
}
