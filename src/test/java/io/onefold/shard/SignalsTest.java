package io.onefold.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.IsoTime;
import io.onefold.event.ProfileId;
import io.onefold.identity.TrackingTokens;
import io.onefold.journal.MemoryStore;
import io.onefold.message.Act;
import io.onefold.message.Answer;
import io.onefold.message.Message;
import io.onefold.message.Signals;
import io.onefold.message.View;
import io.onefold.shard.HeldJournal.Call;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a shard tells whoever listens. */
class SignalsTest {

  private final ShardRig rig = new ShardRig(new MemoryStore()).start();
  private final List<JsonObject> heard = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    rig.close();
  }

  private void listen() {
    ShardRig.await(
        ShardRig.future(
            rig.vertx
                .eventBus()
                .<JsonObject>consumer(
                    Signals.TRACKING_ID_RENEWED, message -> heard.add(message.body()))
                .completion()));
  }

  private String trackingId(ProfileId profile) {
    Answer answer =
        ShardRig.await(rig.ask(to -> new Message.ReadAt(profile, new View.Standing(1, ""), to)));
    return ((Answer.Standing) answer).trackingId();
  }

  private CompletableFuture<Answer> renew(ProfileId profile) {
    return rig.ask(to -> new Message.ChangeAt(profile, new Act.Renew(1, "desk"), to));
  }

  @Test
  void trackingId_renewed_isPublishedWithOldAndNew() {
    ProfileId profile = rig.accepted(rig.track("a", 10));
    String old = trackingId(profile);
    listen();

    ShardRig.await(renew(profile));
    ShardRig.until(() -> !heard.isEmpty());

    assertThat(heard)
        .containsExactly(
            new JsonObject()
                .put("type", "tracking_id_renewed")
                .put("account_id", 1)
                .put("profile_id", profile.text())
                .put("old", List.of(old))
                .put("new", trackingId(profile))
                .put("cause", "demand")
                .put("at", IsoTime.format(rig.clockMs.get())));
    assertThat(new TrackingTokens(new byte[16]).open(old)).contains(profile);
  }

  @Test
  void trackingId_renewed_isNotPublishedBeforeTheCommit() {
    ProfileId profile = rig.accepted(rig.track("a", 10));
    listen();
    rig.journal.hold(Call.APPEND);

    CompletableFuture<Answer> renewed = renew(profile);
    HeldJournal.Held<?> append = rig.journal.await(Call.APPEND);
    rig.onLoop(() -> {});
    rig.onLoop(() -> {});
    assertThat(heard).isEmpty();

    rig.journal.letGo(Call.APPEND);
    append.letGo();
    ShardRig.await(renewed);
    ShardRig.until(() -> heard.size() == 1);
  }
}
