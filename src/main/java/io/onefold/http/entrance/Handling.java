package io.onefold.http.entrance;

import io.onefold.decode.Body;
import io.onefold.decode.Malformed;
import io.onefold.event.EventType;
import io.onefold.http.HttpParts;
import io.onefold.http.HttpSettings;
import io.onefold.http.edge.Caller;
import io.onefold.http.edge.Desk;
import io.onefold.http.ingest.Ingest;
import io.onefold.http.personalize.Personalize;
import io.onefold.http.read.ProfileRead;
import io.onefold.http.wire.Problem;
import io.onefold.message.entrance.Call;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Takes a call whose key is known to whoever handles its kind.
 *
 * <p><b>Threading.</b> Confined to one event loop.
 *
 * <p><b>Bounds.</b> Bodies as large as over HTTP.
 */
final class Handling {

  private final Desk desk;
  private final HttpSettings settings;
  private final Ingest ingest;
  private final Personalize personalize;
  private final ProfileRead profiles;

  Handling(Vertx vertx, Desk desk, HttpSettings settings, HttpParts parts) {
    this.desk = desk;
    this.settings = settings;
    this.ingest = new Ingest(desk, parts.rules());
    this.personalize = parts.personalize(vertx, desk, settings);
    this.profiles = new ProfileRead(desk, parts.subjects());
  }

  void handle(Call call, Caller caller, BusReply reply) {
    switch (call.kind()) {
      case TRACK -> event(call, EventType.TRACK, caller, reply);
      case IDENTIFY -> event(call, EventType.IDENTIFY, caller, reply);
      case PAGE -> event(call, EventType.PAGE, caller, reply);
      case SCREEN -> event(call, EventType.SCREEN, caller, reply);
      case GROUP -> event(call, EventType.GROUP, caller, reply);
      case ALIAS -> event(call, EventType.ALIAS, caller, reply);
      case BATCH ->
          unpack(call, settings.batchBytesMax(), reply, json -> ingest.batch(caller, json, reply));
      case PERSONALIZE ->
          unpack(
              call,
              settings.bodyBytesMax(),
              reply,
              json -> personalize.take(personalize.open(reply, caller.atNs()), caller, json));
      case PROFILE -> profile(call, caller, reply);
      case PLACES -> reply.places();
    }
  }

  private void event(Call call, EventType type, Caller caller, BusReply reply) {
    unpack(call, settings.bodyBytesMax(), reply, json -> ingest.one(caller, type, json, reply));
  }

  private void profile(Call call, Caller caller, BusReply reply) {
    if (caller.key().reads()) {
      profiles.profile(caller, new String(call.body(), StandardCharsets.UTF_8), reply);
    } else {
      reply.refuse(Problem.forbiddenKey());
    }
  }

  private void unpack(Call call, int bytesMax, BusReply reply, Consumer<byte[]> receiver) {
    if (call.body().length > bytesMax) {
      reply.refuse(Problem.tooLarge(bytesMax));
      return;
    }
    switch (desk.bodies().decode(call.body())) {
      case Malformed malformed -> reply.refuse(Problem.of(malformed));
      case Body.Json(byte[] json) -> receiver.accept(json);
    }
  }
}
