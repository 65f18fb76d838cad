package io.onefold.http.ingest;

import io.onefold.decode.Decoded;
import io.onefold.decode.Malformed;
import io.onefold.decode.Rejection;
import io.onefold.event.Event;
import io.onefold.event.EventType;
import io.onefold.event.ProfileId;
import io.onefold.http.access.AccountRules;
import io.onefold.http.edge.Caller;
import io.onefold.http.edge.Desk;
import io.onefold.http.edge.Reply;
import io.onefold.http.wire.Problem;
import io.onefold.message.Answer;
import io.onefold.route.Applied;
import io.onefold.route.Ingested;
import java.util.List;
import java.util.Optional;

/**
 * Takes events in, whichever way they came.
 *
 * <p>Events that are wrong in themselves are named in the answer, and the others are applied. When
 * one of these could not be committed in time the answer is busy, for the whole call: the client
 * sends all of it again with the same message ids, and nothing is counted twice.
 *
 * <p><b>Threading.</b> Confined to one event loop.
 */
public final class Ingest {

  private final Desk desk;
  private final AccountRules rules;

  public Ingest(Desk desk, AccountRules rules) {
    this.desk = desk;
    this.rules = rules;
  }

  /** Takes a batch. */
  public void batch(Caller caller, byte[] json, Reply reply) {
    switch (desk.decode(json, caller.context(rules, Optional.empty(), desk::newMessageId))) {
      case Malformed malformed -> reply.refuse(Problem.of(malformed));
      case Decoded.Events decoded ->
          desk.gateway()
              .ingest(decoded.events())
              .onSuccess(ingested -> answer(caller, decoded.rejections(), ingested, reply))
              .onFailure(reply::failed);
    }
  }

  /** Takes one event. */
  public void one(Caller caller, EventType type, byte[] json, Reply reply) {
    switch (desk.decode(json, caller.context(rules, Optional.of(type), desk::newMessageId))) {
      case Malformed malformed -> reply.refuse(Problem.of(malformed));
      case Decoded.Events decoded when !decoded.rejections().isEmpty() ->
          reply.refuse(Problem.of(decoded.rejections().getFirst()));
      case Decoded.Events decoded when decoded.events().isEmpty() ->
          accept(caller, Optional.empty(), reply);
      case Decoded.Events decoded -> apply(caller, decoded.events().getFirst(), reply);
    }
  }

  private void apply(Caller caller, Event event, Reply reply) {
    desk.gateway()
        .apply(event)
        .onSuccess(applied -> answer(caller, applied, reply))
        .onFailure(reply::failed);
  }

  private void answer(Caller caller, Applied applied, Reply reply) {
    switch (applied) {
      case Applied.Committed(Optional<ProfileId> profile) -> accept(caller, profile, reply);
      case Applied.Busy(Answer.Reason reason) -> busy(caller, reason, reply);
    }
  }

  private void answer(Caller caller, List<Rejection> rejections, Ingested ingested, Reply reply) {
    switch (ingested) {
      case Ingested.Busy(Answer.Reason reason) -> busy(caller, reason, reply);
      case Ingested.Committed _ when rejections.isEmpty() ->
          accept(caller, Optional.empty(), reply);
      case Ingested.Committed _ -> {
        rejections.forEach(rejection -> desk.meters().rejected(rejection.code(), 1));
        reply.accepted(rejections);
        desk.meters().ingested(caller.tookNs());
      }
    }
  }

  private void accept(Caller caller, Optional<ProfileId> profile, Reply reply) {
    reply.accepted(profile);
    desk.meters().ingested(caller.tookNs());
  }

  private void busy(Caller caller, Answer.Reason reason, Reply reply) {
    reply.busy(reason);
    desk.meters().ingested(caller.tookNs());
  }
}
