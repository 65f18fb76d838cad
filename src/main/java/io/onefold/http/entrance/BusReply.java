package io.onefold.http.entrance;

import io.onefold.decode.Rejection;
import io.onefold.event.ProfileId;
import io.onefold.http.edge.Reply;
import io.onefold.http.wire.Problem;
import io.onefold.http.wire.Replies;
import io.onefold.message.Answer;
import io.onefold.message.entrance.Answered;
import io.onefold.message.entrance.Said;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * The answer to a call, over the event bus.
 *
 * <p><b>Threading.</b> Confined to one event loop.
 */
final class BusReply implements Reply {

  private static final Said ACCEPTED = new Said.Accepted(List.of());

  private final Reception reception;
  private final UUID client;
  private final long number;
  private boolean answered;

  BusReply(Reception reception, UUID client, long number) {
    this.reception = reception;
    this.client = client;
    this.number = number;
  }

  @Override
  public void accepted(Optional<ProfileId> profile) {
    say(ACCEPTED, profile);
  }

  @Override
  public void accepted(List<Rejection> rejections) {
    say(new Said.Accepted(rejections.stream().map(BusReply::fault).toList()), Optional.empty());
  }

  @Override
  public void document(byte[] json, Optional<ProfileId> profile) {
    say(new Said.Document(json), profile);
  }

  @Override
  public void refuse(Problem problem) {
    reception.desk().meters().rejected(problem.code(), 1);
    say(
        new Said.Refused(problem.status(), problem.code(), problem.message(), problem.field()),
        Optional.empty());
  }

  @Override
  public void busy(Answer.Reason reason) {
    int seconds = Replies.retrySeconds(reception.desk().random());
    say(new Said.Busy(reason.code(), (int) TimeUnit.SECONDS.toMillis(seconds)), Optional.empty());
  }

  @Override
  public void failed(Throwable failure) {
    say(new Said.Failed(reception.desk().defects().note(failure)), Optional.empty());
  }

  /** Which node has which shard. */
  void places() {
    say(new Said.Places(reception.postbag().placement().owners()), Optional.empty());
  }

  /** The first answer counts: a handler that fails after it has answered is not heard. */
  private void say(Said said, Optional<ProfileId> profile) {
    if (!answered) {
      answered = true;
      int shard = profile.map(ProfileId::homeShard).orElse(Answered.NOWHERE);
      boolean here = shard != Answered.NOWHERE && reception.postbag().placement().isHere(shard);
      reception.answer(client, new Answered(number, shard, here, said));
    }
  }

  private static Said.Fault fault(Rejection rejection) {
    return new Said.Fault(
        rejection.index(), rejection.code(), rejection.message(), rejection.field());
  }
}
