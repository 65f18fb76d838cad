package io.onefold.http.read;

import io.onefold.event.ProfileId;
import io.onefold.http.edge.Caller;
import io.onefold.http.edge.Desk;
import io.onefold.http.edge.Reply;
import io.onefold.http.wire.Problem;
import io.onefold.message.Answer;
import io.onefold.message.View;
import java.util.Optional;

/**
 * Shows a profile, whichever way it was asked for. The account is the key's; a person of another
 * account is not found.
 *
 * <p><b>Threading.</b> Confined to one event loop.
 */
public final class ProfileRead {

  private final Desk desk;
  private final SubjectReader subjects;

  public ProfileRead(Desk desk, SubjectReader subjects) {
    this.desk = desk;
    this.subjects = subjects;
  }

  /** Shows all of the profile that a text such as {@code email:ann@example.com} names. */
  public void profile(Caller caller, String identifier, Reply reply) {
    switch (subjects.read(identifier, caller.key().accountId(), SubjectReader.FIELD)) {
      case SubjectReader.Read.Refused(Problem problem) -> reply.refuse(problem);
      case SubjectReader.Read.Named named -> profile(caller, named, reply);
    }
  }

  void profile(Caller caller, SubjectReader.Read.Named named, Reply reply) {
    show(
        caller,
        named,
        new View.Full(caller.key().accountId(), named.requestedId(), caller.key().currency()),
        reply);
  }

  void identity(Caller caller, SubjectReader.Read.Named named, Reply reply) {
    show(caller, named, new View.Identity(caller.key().accountId(), named.requestedId()), reply);
  }

  private void show(Caller caller, SubjectReader.Read.Named named, View view, Reply reply) {
    desk.gateway()
        .read(named.subject(), view)
        .onSuccess(answer -> answer(caller, answer, reply))
        .onFailure(reply::failed);
  }

  private void answer(Caller caller, Answer answer, Reply reply) {
    desk.meters().read(caller.tookNs());
    switch (answer) {
      case Answer.Document(ProfileId profile, byte[] json) ->
          reply.document(json, Optional.of(profile));
      case Answer.NotFound() -> reply.refuse(Problem.noSuchProfile());
      case Answer.Busy(Answer.Reason reason) -> reply.busy(reason);
      case Answer.Accepted _,
          Answer.Dropped _,
          Answer.Changed _,
          Answer.Declined _,
          Answer.Readmitted _,
          Answer.Standing _,
          Answer.Parts _,
          Answer.Events _,
          Answer.Counts _,
          Answer.Quarantine _,
          Answer.Trial _,
          Answer.Matches _,
          Answer.Stale _ ->
          reply.unexpected(answer);
    }
  }
}
