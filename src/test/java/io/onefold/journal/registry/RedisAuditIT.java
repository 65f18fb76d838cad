package io.onefold.journal.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.journal.Audit;
import io.onefold.journal.AuditContract;
import io.onefold.journal.AuditEntry;
import io.onefold.journal.connection.RedisConnections;
import io.onefold.journal.embedded.RedisScene;
import io.onefold.journal.redis.FaultProxy;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Audits in a real server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisAuditIT extends AuditContract {

  private RedisScene scene;
  private RedisAudit audit;

  @BeforeAll
  void start() {
    scene = new RedisScene();
    audit = new RedisAudit(scene.connections(), scene.keys(), KEPT);
  }

  @AfterAll
  void stop() {
    scene.close();
  }

  @BeforeEach
  void empty() {
    scene.wipe();
  }

  @Override
  protected Audit audit() {
    return audit;
  }

  @Test
  void append_replyLost_standsOnce() throws IOException {
    try (FaultProxy wire = new FaultProxy(scene.redis().server().port())) {
      RedisConnections connections =
          new RedisConnections(scene.vertx(), scene.redis().settings(wire.port()));
      RedisAudit far = new RedisAudit(connections, scene.keys());
      wire.loseReplyTo("profile.merge");
      AuditEntry merge =
          AuditEntry.of(7, "key", "profile.merge", "", "{}", AuditEntry.Outcome.DONE);
      String id = await(far.append(1, merge));
      assertThat(wire.isArmed()).isFalse();
      assertThat(read("", 10)).containsExactly(merge.at(id));
      await(connections.close());
    }
  }
}
