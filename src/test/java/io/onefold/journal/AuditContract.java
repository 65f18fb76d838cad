package io.onefold.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onefold.event.ProfileId;
import io.onefold.journal.AuditEntry.Outcome;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link Audit} keeps to, run against each implementation. */
public abstract class AuditContract {

  /** How many entries the audits under test keep. */
  protected static final int KEPT = 250;

  private static final ProfileId ANNA = new ProfileId(3, -4);

  protected abstract Audit audit();

  @Test
  void read_nothingAppended_isEmpty() {
    assertThat(read("", 10)).isEmpty();
  }

  @Test
  void append_anyOutcome_isReadAsItWas() {
    for (Outcome outcome : Outcome.values()) {
      AuditEntry entry =
          AuditEntry.of(
              1_700_000_000_000L,
              "support \u00fc\u20ac",
              "profile.erase",
              ANNA.text(),
              "{\"reason\":\"asked for it \u00fc\"}",
              outcome);
      String id = await(audit().append(1, entry));
      assertThat(AuditEntry.isId(id)).isTrue();
      assertThat(read("", 1)).containsExactly(entry.at(id));
    }
  }

  @Test
  void read_pageByPage_isNewestFirstAndWhole() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      ids.addFirst(append(i));
    }
    List<String> got = new ArrayList<>();
    String before = "";
    for (List<AuditEntry> page = read(before, 10); !page.isEmpty(); page = read(before, 10)) {
      page.forEach(entry -> got.add(entry.id()));
      before = page.getLast().id();
    }
    assertThat(got).isEqualTo(ids);
  }

  @Test
  void append_whileSomebodyReads_doesNotShiftHisPages() {
    for (int i = 0; i < 5; i++) {
      append(i);
    }
    List<AuditEntry> first = read("", 2);
    append(5);
    assertThat(read(first.getLast().id(), 2)).extracting(AuditEntry::atMs).containsExactly(2L, 1L);
  }

  @Test
  void append_otherAccount_isAnotherLog() {
    append(1);
    assertThat(await(audit().read(2, "", 10))).isEmpty();
  }

  @Test
  void append_sameEntryTwice_standsTwice() {
    append(1);
    append(1);
    assertThat(read("", 10)).hasSize(2);
  }

  @Test
  void append_moreThanAreKept_dropsTheOldest() {
    List<Future<String>> appended = new ArrayList<>();
    for (int i = 0; i < KEPT + 40; i++) {
      appended.add(audit().append(1, entry(i)));
    }
    appended.forEach(AuditContract::await);
    List<AuditEntry> all = read("", 10 * KEPT);
    assertThat(all).hasSize(KEPT);
    assertThat(all.getFirst().atMs()).isEqualTo(KEPT + 39);
    assertThat(all.getLast().atMs()).isEqualTo(40);
  }

  @Test
  void read_beforeWhatIsNoId_fails() {
    for (String before : List.of("x", "(1-1", "+", "1", "1-1 COUNT", "-")) {
      assertThatThrownBy(() -> read(before, 1))
          .as(before)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> read("", 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void entry_aboutAnythingButAProfileId_isRefused() {
    for (String subject : List.of("anna@shop.example", "+4917012345", "c-4711", "7".repeat(31))) {
      assertThatThrownBy(() -> AuditEntry.of(1, "key", "erase", subject, "{}", Outcome.DONE))
          .as(subject)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining(subject);
    }
  }

  protected final String append(long atMs) {
    return await(audit().append(1, entry(atMs)));
  }

  protected final List<AuditEntry> read(String beforeId, int countMax) {
    return await(audit().read(1, beforeId, countMax));
  }

  private static AuditEntry entry(long atMs) {
    return AuditEntry.of(atMs, "key", "profile.split", "", "{}", Outcome.DONE);
  }

  protected static <T> T await(Future<T> future) {
    return ShardJournalContract.await(future);
  }
}
