package io.onefold.journal.registry;

import io.onefold.journal.RuleVersions;
import io.onefold.journal.RuleVersionsContract;
import io.onefold.journal.embedded.RedisScene;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** Rules in a real server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisRuleVersionsIT extends RuleVersionsContract {

  private RedisScene scene;
  private RedisRuleVersions rules;

  @BeforeAll
  void start() {
    scene = new RedisScene();
    rules = new RedisRuleVersions(scene.connections(), scene.keys());
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
  protected RuleVersions rules() {
    return rules;
  }
}
