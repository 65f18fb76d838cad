package io.onefold.journal.registry;

import io.onefold.journal.Audit;
import io.onefold.journal.AuditContract;
import io.onefold.journal.embedded.RedisScene;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
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
}
