package io.onefold.route;

import io.onefold.event.Event;
import io.onefold.event.Hash128;
import io.onefold.event.Limits;
import io.onefold.event.ProfileId;
import io.onefold.message.After;
import io.onefold.message.Answer;
import io.onefold.message.HistoryPage;
import io.onefold.message.Message;
import io.onefold.message.View;
import io.onefold.telemetry.GatewayMeters;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;

/**
 * The way to the shards: finds the shard of each event and question, sends, and gathers the
 * answers.
 *
 * <pre>
 *   ingest(e1 e2 e3) ─┬─ parcel (e1, e3) ──▶ shard 7  ──┐
 *                     └─ parcel (e2) ──────▶ shard 31 ──┴──▶ committed, or busy
 * </pre>
 *
 * <p><b>Threading.</b> Confined to the event loop on which it was made; futures complete there.
 *
 * <p><b>Bounds.</b> {@link GatewaySettings}: unanswered messages a shard, time of a request, cached
 * profiles.
 *
 * <p><b>Errors.</b> Busy is a value. A failed future is a defect: a shard gave an answer that does
 * not belong to the question.
 */
public final class Gateway {

  private final Calls calls;
  private final EventRoute route;
  private final GatewayMeters meters;

  /** Makes the gateway of the calling event loop. */
  public Gateway(Vertx vertx, GatewaySettings settings, GatewayMeters meters) {
    ParcelCodec.registerOn(vertx.eventBus());
    this.calls = new Calls(vertx, settings);
    this.route = new EventRoute(calls, settings.cachedProfiles(), meters);
    this.meters = meters;
  }

  /**
   * Has events applied; those with the same route identifier in their order. The answer says that
   * all of them are committed, or that the request has to be repeated.
   */
  public Future<Ingested> ingest(List<Event> events) {
    return events.isEmpty()
        ? calls.at(new Ingested.Committed(0, 0, 0))
        : route.ingest(events).map(this::counted);
  }

  /**
   * Has one event applied and answers with a view of its profile: {@link Answer.Document} or {@link
   * Answer.Busy}.
   */
  public Future<Answer> applyAndShow(Event event, View view) {
    return route.show(event, new After.Show(view)).map(this::counted);
  }

  /**
   * Answers a question about one profile: what the view asks for, {@link Answer.NotFound} or {@link
   * Answer.Busy}.
   */
  public Future<Answer> read(Subject subject, View view) {
    return ask(subject, view).map(this::counted);
  }

  /** The account's {@link Answer.Counts} over all shards, or {@link Answer.Busy}. */
  public Future<Answer> counts(int accountId) {
    Call call = calls.open(calls.shardCount());
    for (int shard = 0; shard < calls.shardCount(); shard++) {
      calls.outbox().put(shard, new Message.Count(accountId, call.place(shard)));
    }
    return calls.send(call).map(answers -> counted(Answers.sum(answers)));
  }

  /**
   * The account's best {@link Answer.Matches} over all shards, or {@link Answer.Busy}: best rank
   * first, then last seen first, one for each profile.
   */
  public Future<Answer> search(int accountId, String text, int countMax) {
    Call call = calls.open(calls.shardCount());
    for (int shard = 0; shard < calls.shardCount(); shard++) {
      calls.outbox().put(shard, new Message.Search(accountId, text, countMax, call.place(shard)));
    }
    return calls.send(call).map(answers -> counted(Answers.best(answers, countMax)));
  }

  /** One page of a person's history, over all profiles that were united. */
  public Future<Timeline> timeline(Subject subject, HistoryPage page) {
    return ask(subject, new View.Parts(page.accountId()))
        .compose(answer -> timeline(answer, page))
        .map(this::counted);
  }

  /** Ends what is still on its way, as busy. */
  public void close() {
    calls.close();
  }

  private Future<Answer> ask(Subject subject, View view) {
    Call call = calls.open(1);
    switch (subject) {
      case Subject.Identified(Hash128 identifier) ->
          calls
              .outbox()
              .put(
                  identifier.shard(calls.shardCount()),
                  new Message.Read(identifier, view, call.place(0)));
      case Subject.Numbered(ProfileId profile) -> {
        if (profile.homeShard() >= calls.shardCount()) {
          return calls.at(Answer.NOT_FOUND);
        }
        calls.outbox().put(profile.homeShard(), new Message.ReadAt(profile, view, call.place(0)));
      }
    }
    return calls.send(call).map(answers -> answers[0]);
  }

  private Future<Timeline> timeline(Answer answer, HistoryPage page) {
    return switch (answer) {
      case Answer.Parts parts -> history(parts, page);
      case Answer.NotFound() -> calls.at(new Timeline.NotFound());
      case Answer.Busy(Answer.Reason reason) -> calls.at(new Timeline.Busy(reason));
      case Answer.Accepted _,
          Answer.Dropped _,
          Answer.Changed _,
          Answer.Declined _,
          Answer.Readmitted _,
          Answer.Document _,
          Answer.Events _,
          Answer.Counts _,
          Answer.Matches _,
          Answer.Stale _ ->
          throw Answers.unexpected(answer);
    };
  }

  /** Asks every part for one event more than is shown, to know whether there is a next page. */
  private Future<Timeline> history(Answer.Parts parts, HistoryPage page) {
    List<Answer.Part> all = parts.parts();
    int asked = Math.min(page.countMax() + 1, Limits.TIMELINE_PAGE_MAX);
    HistoryPage each = new HistoryPage(page.accountId(), page.before(), asked, page.type());
    Call call = calls.open(all.size());
    for (int i = 0; i < all.size(); i++) {
      Answer.Part part = all.get(i);
      calls
          .outbox()
          .put(
              part.profile().homeShard(),
              new Message.ReadHistory(part.profile(), part.filter(), each, call.place(i)));
    }
    return calls.send(call).map(answers -> Answers.page(answers, page, asked));
  }

  private Answer counted(Answer answer) {
    if (answer instanceof Answer.Busy(Answer.Reason reason)) {
      meters.busy(reason);
    }
    return answer;
  }

  private Ingested counted(Ingested ingested) {
    if (ingested instanceof Ingested.Busy(Answer.Reason reason)) {
      meters.busy(reason);
    }
    return ingested;
  }

  private Timeline counted(Timeline timeline) {
    if (timeline instanceof Timeline.Busy(Answer.Reason reason)) {
      meters.busy(reason);
    }
    return timeline;
  }
}
