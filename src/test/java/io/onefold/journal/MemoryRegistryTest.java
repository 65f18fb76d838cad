package io.onefold.journal;

import org.junit.jupiter.api.Nested;

/** The kits' own doubles keep to the kits. */
class MemoryRegistryTest {

  /** Suppression lists in memory. */
  @Nested
  class MemorySuppressionsTest extends SuppressionsContract {

    private final MemorySuppressions suppressions = new MemorySuppressions();

    @Override
    protected Suppressions suppressions() {
      return suppressions;
    }

    @Override
    protected void wipe() {
      suppressions.wipe();
    }
  }

  /** Histories in memory. */
  @Nested
  class MemoryHistoriesTest extends HistoriesContract {

    private final MemoryHistories histories = new MemoryHistories();

    @Override
    protected Histories histories() {
      return histories;
    }
  }

  /** Rules in memory. */
  @Nested
  class MemoryRuleVersionsTest extends RuleVersionsContract {

    private final MemoryRuleVersions rules = new MemoryRuleVersions();

    @Override
    protected RuleVersions rules() {
      return rules;
    }
  }

  /** An audit in memory. */
  @Nested
  class MemoryAuditTest extends AuditContract {

    private final MemoryAudit audit = new MemoryAudit(KEPT);

    @Override
    protected Audit audit() {
      return audit;
    }
  }
}
