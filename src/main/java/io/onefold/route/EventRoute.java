package io.onefold.route;

import io.onefold.event.Event;
import io.onefold.event.Hash128;
import io.onefold.event.ProfileId;
import io.onefold.message.After;
import io.onefold.message.Answer;
import io.onefold.message.Message;
import io.onefold.message.ReplyTo;
import io.onefold.telemetry.GatewayMeters;
import io.vertx.core.Future;
import java.util.List;

/**
 * Where events go: to the shard of their route identifier, or straight to the home of the profile
 * that it led to before. A shard that does not have the profile says so, and the event goes by its
 * identifier, once.
 *
 * <p><b>Threading.</b> Confined to the event loop on which it was made.
 */
final class EventRoute {

  private final Calls calls;
  private final ProfileCache cache;
  private final GatewayMeters meters;

  EventRoute(Calls calls, int cachedProfiles, GatewayMeters meters) {
    this.calls = calls;
    this.cache = new ProfileCache(cachedProfiles);
    this.meters = meters;
  }

  Future<Ingested> ingest(List<Event> events) {
    return send(events, After.ACKNOWLEDGE).compose(answers -> settle(events, answers));
  }

  /** One event, whose answer is wanted as it is. */
  Future<Answer> one(Event event, After after) {
    List<Event> one = List.of(event);
    return send(one, after).compose(answers -> settle(one, after, answers[0]));
  }

  /** Sends again what went to the wrong shard. */
  private Future<Ingested> settle(List<Event> events, Answer[] answers) {
    Tally tally = tally(events, answers);
    if (tally.stale().isEmpty() || tally.result() instanceof Ingested.Busy) {
      return calls.at(tally.result());
    }
    return send(tally.stale(), After.ACKNOWLEDGE)
        .map(again -> tally.with(tally(tally.stale(), again)));
  }

  private Future<Answer> settle(List<Event> one, After after, Answer answer) {
    if (note(one.getFirst(), answer)) {
      return calls.at(answer);
    }
    return send(one, after)
        .map(again -> note(one.getFirst(), again[0]) ? again[0] : Tally.STILL_STALE);
  }

  private Future<Answer[]> send(List<Event> events, After after) {
    Call call = calls.open(events.size());
    int direct = 0;
    for (int i = 0; i < events.size(); i++) {
      direct += put(events.get(i), after, call.place(i));
    }
    if (direct > 0) {
      meters.sentDirectly(direct);
    }
    return calls.send(call);
  }

  /** Returns how many events go straight to their profile: one or none. */
  private int put(Event event, After after, ReplyTo replyTo) {
    Hash128 route = event.route().hash();
    int at = cache.find(route);
    if (at == ProfileCache.NONE) {
      int shard = route.shard(calls.shardCount());
      calls.outbox().put(shard, new Message.Apply(event, after, replyTo));
      return 0;
    }
    ProfileId profile = cache.profile(at);
    calls.outbox().put(profile.homeShard(), new Message.ApplyAt(profile, event, after, replyTo));
    return 1;
  }

  private Tally tally(List<Event> events, Answer[] answers) {
    Tally tally = new Tally(events.size());
    for (int i = 0; i < answers.length; i++) {
      Event event = events.get(i);
      if (note(event, answers[i])) {
        tally.add(answers[i]);
      } else {
        tally.addStale(event);
      }
    }
    return tally;
  }

  /**
   * Learns from an answer where the event's profile lives; false when the event has to go again.
   */
  private boolean note(Event event, Answer answer) {
    Hash128 route = event.route().hash();
    return switch (answer) {
      case Answer.Accepted(ProfileId profile, Hash128 by, boolean _) -> learn(by, profile);
      case Answer.Document(ProfileId profile, byte[] _) ->
          event.identifiers().size() > 1 || learn(route, profile); // by which of them it went?
      case Answer.Stale() -> {
        meters.foundStale(1);
        cache.forget(route);
        yield false;
      }
      case Answer.Busy _,
          Answer.Dropped _,
          Answer.Changed _,
          Answer.Declined _,
          Answer.Readmitted _,
          Answer.Standing _,
          Answer.NotFound _,
          Answer.Parts _,
          Answer.Events _,
          Answer.Counts _,
          Answer.Quarantine _,
          Answer.Trial _,
          Answer.Matches _ ->
          true;
    };
  }

  /** A profile that lives where its identifier does is found as fast without being remembered. */
  private boolean learn(Hash128 route, ProfileId profile) {
    if (profile.homeShard() == route.shard(calls.shardCount())) {
      cache.forget(route);
    } else {
      cache.learn(route, profile);
    }
    return true;
  }
}
