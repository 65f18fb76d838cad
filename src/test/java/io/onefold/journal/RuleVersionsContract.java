package io.onefold.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link RuleVersions} keeps to, run against each implementation. */
public abstract class RuleVersionsContract {

  private static final String STRICT = "{\"name\":\"strict, \u00fc\u20ac\"}";
  private static final String OPEN = "{\"name\":\"open\"}";

  protected abstract RuleVersions rules();

  @Test
  void versionOf_first_isOneAndCanBeRead() {
    assertThat(versionOf(1, STRICT)).isEqualTo(1);
    assertThat(await(rules().text(1, 1))).contains(STRICT);
  }

  @Test
  void versionOf_sameAsTheLast_isItsNumber() {
    versionOf(1, STRICT);
    assertThat(versionOf(1, STRICT)).isEqualTo(1);
    assertThat(versionOf(1, OPEN)).isEqualTo(2);
    assertThat(versionOf(1, OPEN)).isEqualTo(2);
    assertThat(await(rules().text(1, 3))).isEmpty();
  }

  @Test
  void versionOf_backToEarlierRules_isANewNumber() {
    versionOf(1, STRICT);
    versionOf(1, OPEN);
    assertThat(versionOf(1, STRICT)).isEqualTo(3);
    assertThat(await(rules().text(1, 1))).contains(STRICT);
    assertThat(await(rules().text(1, 2))).contains(OPEN);
    assertThat(await(rules().text(1, 3))).contains(STRICT);
  }

  @Test
  void versionOf_otherAccount_countsForItself() {
    versionOf(1, STRICT);
    versionOf(1, OPEN);
    assertThat(versionOf(2, OPEN)).isEqualTo(1);
    assertThat(await(rules().text(2, 2))).isEmpty();
  }

  @Test
  void versionOf_sameTextManyTimesAtOnce_isOneNumber() {
    List<Future<Integer>> asked = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      asked.add(rules().versionOf(1, STRICT));
    }
    asked.forEach(version -> assertThat(await(version)).isEqualTo(1));
  }

  @Test
  void text_neverGiven_isEmpty() {
    versionOf(1, STRICT);
    for (int version : new int[] {Integer.MIN_VALUE, -1, 0, 2, Integer.MAX_VALUE}) {
      assertThat(await(rules().text(1, version))).as("version %d", version).isEmpty();
    }
    assertThat(await(rules().text(7, 1))).isEmpty();
  }

  protected final int versionOf(int accountId, String text) {
    return await(rules().versionOf(accountId, text));
  }

  protected static <T> T await(Future<T> future) {
    return ShardJournalContract.await(future);
  }
}
