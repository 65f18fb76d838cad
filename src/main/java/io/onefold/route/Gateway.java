package io.onefold.route;

import io.onefold.event.Event;
import io.onefold.event.Hash128;
import io.onefold.event.Limits;
import io.onefold.event.ProfileId;
import io.onefold.message.Act;
import io.onefold.message.After;
import io.onefold.message.Answer;
import io.onefold.message.Delivery;
import io.onefold.message.HistoryPage;
import io.onefold.message.Message;
import io.onefold.message.QuarantinePage;
import io.onefold.message.ReplyTo;
import io.onefold.message.View;
import io.onefold.telemetry.GatewayMeters;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;

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
  private final HandMerge merges;
  private final QuarantineList quarantine;
  private final GatewayMeters meters;
  private final Redaction redaction;

  /** Makes the gateway of the calling event loop, to which nobody was ever erased. */
  public Gateway(Vertx vertx, GatewaySettings settings, GatewayMeters meters) {
    this(
        vertx,
        settings,
        meters,
        new Forgotten(settings.shardCount(), (account, type, raw) -> Optional.empty()));
  }

  /** Makes the gateway of the calling event loop to the shards of this node. */
  public Gateway(Vertx vertx, GatewaySettings settings, GatewayMeters meters, Forgotten forgotten) {
    this(
        vertx,
        settings,
        meters,
        forgotten,
        new LocalDelivery(vertx, settings.node(), settings.shardCount()));
  }

  /**
   * Makes the gateway of the calling event loop.
   *
   * @param delivery of this event loop
   */
  public Gateway(
      Vertx vertx,
      GatewaySettings settings,
      GatewayMeters meters,
      Forgotten forgotten,
      Delivery delivery) {
    this.calls = new Calls(vertx, settings, delivery);
    this.route = new EventRoute(calls, settings.cachedProfiles(), meters);
    this.merges = new HandMerge(calls, settings.requestTimeout());
    this.quarantine = new QuarantineList(calls);
    this.meters = meters;
    this.redaction = new Redaction(forgotten, meters);
  }

  /**
   * Has events applied; those with the same route identifier in their order. The answer says that
   * all of them are committed, or that the request has to be repeated.
   */
  public Future<Ingested> ingest(List<Event> events) {
    List<Event> kept = redaction.keep(events);
    int dropped = events.size() - kept.size();
    Future<Ingested> ingested =
        kept.isEmpty() ? calls.at(new Ingested.Committed(0, 0, 0)) : route.ingest(kept);
    return ingested.map(result -> counted(plusDropped(result, dropped)));
  }

  private static Ingested plusDropped(Ingested result, int dropped) {
    return switch (result) {
      case Ingested.Committed committed -> committed.plusDropped(dropped);
      case Ingested.Busy busy -> busy;
    };
  }

  /** Has one event applied, and says where. */
  public Future<Applied> apply(Event event) {
    return one(event, After.ACKNOWLEDGE).map(Applied::of);
  }

  /**
   * Has one event applied and answers with a view of its profile: {@link Answer.Document}, {@link
   * Answer.Dropped} or {@link Answer.Busy}.
   */
  public Future<Answer> applyAndShow(Event event, View view) {
    return one(event, new After.Show(view));
  }

  private Future<Answer> one(Event event, After after) {
    List<Event> kept = redaction.keep(List.of(event));
    Future<Answer> answer =
        kept.isEmpty() ? calls.at(Answer.DROPPED) : route.one(kept.getFirst(), after);
    return answer.map(this::counted);
  }

  /**
   * Answers a question about one profile: what the view asks for, {@link Answer.NotFound} or {@link
   * Answer.Busy}.
   */
  public Future<Answer> read(Subject subject, View view) {
    return ask(subject, view).map(this::counted);
  }

  /**
   * Has something done to a profile: {@link Answer.Changed} once it is committed, {@link
   * Answer.Declined}, {@link Answer.NotFound} or {@link Answer.Busy}, after which it may have been
   * done or not. A merge is only begun by it: see {@link #merge}.
   */
  public Future<Answer> change(ProfileId profile, Act act) {
    if (profile.homeShard() >= calls.shardCount()) {
      return calls.at(Answer.NOT_FOUND);
    }
    return calls
        .one(profile.homeShard(), to -> new Message.ChangeAt(profile, act, to))
        .map(this::counted);
  }

  /** Has two profiles united, and waits until they are, or until it is known that they are not. */
  public Future<HandMerged> merge(ProfileId profile, Act.Merge act) {
    return merges.run(profile, act).map(this::counted);
  }

  /**
   * Lets an identifier link again, whether quarantined or suppressed: {@link Answer.Readmitted} or
   * {@link Answer.Busy}.
   */
  public Future<Answer> readmit(int accountId, Hash128 identifier) {
    return calls
        .one(
            identifier.shard(calls.shardCount()),
            to -> new Message.Readmit(identifier, accountId, to))
        .map(this::counted);
  }

  /** The same question about each of several profiles; the answers in their order. */
  public Future<List<Answer>> readEach(List<Subject> subjects, View view) {
    if (subjects.isEmpty()) {
      return calls.at(List.of());
    }
    Call call = calls.open(subjects.size());
    for (int i = 0; i < subjects.size(); i++) {
      put(subjects.get(i), view, call.place(i));
    }
    return calls
        .send(call)
        .map(
            answers -> {
              Answers.busy(answers).ifPresent(this::counted);
              return List.of(answers);
            });
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

  /** One page of what is quarantined in an account, over all shards. */
  public Future<Quarantined> quarantine(QuarantinePage page) {
    return quarantine.read(page).map(this::counted);
  }

  /** One page of a person's history, over all profiles that were united. */
  public Future<Timeline> timeline(Subject subject, HistoryPage page) {
    return ask(subject, new View.Parts(page.accountId()))
        .compose(answer -> timeline(answer, page))
        .map(this::counted);
  }

  /**
   * What would become of an event, which changes nothing: {@link Answer.Trial.Report} or {@link
   * Answer.Busy}.
   */
  public Future<Answer> rehearse(Event event) {
    Call call = calls.open(Trials.questions(event));
    Trials.ask(event, calls.shardCount(), calls.outbox()::put, call::place);
    return calls.send(call).compose(answers -> rehearse(event, answers)).map(this::counted);
  }

  private Future<Answer> rehearse(Event event, Answer[] answers) {
    Optional<Answer> busy = Answers.busy(answers);
    if (busy.isPresent()) {
      return calls.at(busy.get());
    }
    Call call = calls.open(1);
    calls
        .outbox()
        .put(
            event.route().hash().shard(calls.shardCount()),
            new Message.Rehearse(event, Trials.known(answers), call.place(0)));
    return calls.send(call).map(rehearsed -> rehearsed[0]);
  }

  /** Ends what is still on its way, as busy. */
  public void close() {
    calls.close();
  }

  private Future<Answer> ask(Subject subject, View view) {
    Call call = calls.open(1);
    put(subject, view, call.place(0));
    return calls.send(call).map(answers -> answers[0]);
  }

  private void put(Subject subject, View view, ReplyTo replyTo) {
    switch (subject) {
      case Subject.Identified(Hash128 identifier) ->
          calls
              .outbox()
              .put(
                  identifier.shard(calls.shardCount()),
                  new Message.Read(identifier, view, replyTo));
      case Subject.Numbered(ProfileId profile) -> {
        if (profile.homeShard() < calls.shardCount()) {
          calls.outbox().put(profile.homeShard(), new Message.ReadAt(profile, view, replyTo));
        } else {
          replyTo.answer(Answer.NOT_FOUND); // an id that was made up
        }
      }
    }
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
          Answer.Standing _,
          Answer.Document _,
          Answer.Events _,
          Answer.Counts _,
          Answer.Quarantine _,
          Answer.Trial _,
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
    } else if (answer instanceof Answer.Dropped) {
      meters.dropped(1);
    }
    return answer;
  }

  private Ingested counted(Ingested ingested) {
    if (ingested instanceof Ingested.Busy(Answer.Reason reason)) {
      meters.busy(reason);
    } else if (ingested instanceof Ingested.Committed committed && committed.dropped() > 0) {
      meters.dropped(committed.dropped());
    }
    return ingested;
  }

  private HandMerged counted(HandMerged merged) {
    if (merged instanceof HandMerged.Busy(Answer.Reason reason)) {
      meters.busy(reason);
    }
    return merged;
  }

  private Quarantined counted(Quarantined quarantined) {
    if (quarantined instanceof Quarantined.Busy(Answer.Reason reason)) {
      meters.busy(reason);
    }
    return quarantined;
  }

  private Timeline counted(Timeline timeline) {
    if (timeline instanceof Timeline.Busy(Answer.Reason reason)) {
      meters.busy(reason);
    }
    return timeline;
  }
}
