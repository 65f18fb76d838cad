package io.onefold.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.Hash128;
import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import io.onefold.event.ProfileId;
import io.onefold.message.Answer.Quarantine.Mark;
import io.onefold.message.QuarantinePage;
import io.onefold.message.QuarantinePage.Place;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is quarantined at a shard, and what of it outlives a restart. */
class MarksTest {

  private static final ProfileId OWNER = ProfileId.of(1, 0, 0, 1);

  private final Marks marks = new Marks();

  private static Hash128 identifier(int number) {
    return new Hash128(number, number);
  }

  private static List<Mark> listed(Marks of, int accountId, Place before, int countMax) {
    return of.quarantined(
        new QuarantinePage(accountId, before, countMax),
        i -> i.equals(identifier(1)) ? Optional.of(OWNER) : Optional.empty());
  }

  private static List<Mark> listed(Marks of, int accountId) {
    return listed(of, accountId, Place.END, 100);
  }

  private static Mark mark(int number, int accountId, long atMs) {
    Optional<ProfileId> owner = number == 1 ? Optional.of(OWNER) : Optional.empty();
    return new Mark(new Place(atMs, identifier(number)), accountId, owner);
  }

  private static Marks read(PackedWriter bytes) {
    Marks again = new Marks();
    again.read(new PackedReader(bytes.toBytes()));
    return again;
  }

  @Test
  void quarantined_ofAnAccount_isListedNewestFirst() {
    marks.quarantine(identifier(1), 7, 1_000);
    marks.quarantine(identifier(2), 7, 3_000);
    marks.quarantine(identifier(3), 8, 2_000);
    marks.quarantine(identifier(4), 7, 3_000);

    assertThat(listed(marks, 7))
        .containsExactly(mark(4, 7, 3_000), mark(2, 7, 3_000), mark(1, 7, 1_000));
    assertThat(listed(marks, 8)).containsExactly(mark(3, 8, 2_000));
    assertThat(listed(marks, 9)).isEmpty();
    marks.release(identifier(4));
    assertThat(listed(marks, 7)).hasSize(2);
  }

  @Test
  void quarantined_pageByPage_isListedOnce() {
    for (int i = 1; i <= 5; i++) {
      marks.quarantine(identifier(i), 7, 1_000);
    }
    List<Mark> first = listed(marks, 7, Place.END, 2);
    List<Mark> second = listed(marks, 7, first.getLast().place(), 100);

    assertThat(first).containsExactly(mark(5, 7, 1_000), mark(4, 7, 1_000));
    assertThat(second).containsExactly(mark(3, 7, 1_000), mark(2, 7, 1_000), mark(1, 7, 1_000));
  }

  @Test
  void checkpoint_readAgain_holdsAccounts() {
    marks.quarantine(identifier(1), 7, 1_000);
    marks.quarantine(identifier(2), 300, 2_000);
    marks.claim(identifier(3), OWNER, 2_000);
    marks.raise(identifier(4), 5);
    PackedWriter out = new PackedWriter(64);
    marks.write(out);

    Marks again = read(out);
    PackedWriter twice = new PackedWriter(64);
    again.write(twice);
    assertThat(twice.toBytes()).isEqualTo(out.toBytes());
    assertThat(listed(again, 7)).containsExactly(mark(1, 7, 1_000));
    assertThat(listed(again, 300)).containsExactly(mark(2, 300, 2_000));
    assertThat(again.generation(identifier(4))).isEqualTo(5);
  }

  @Test
  void checkpoint_ofOld_hasNoAccounts_andMayBeOfAny() {
    PackedWriter old = new PackedWriter(64);
    old.varint(0); // claims
    old.varint(2).hash(identifier(1)).varint(1_000).hash(identifier(2)).varint(2_000);
    old.varint(1).hash(identifier(3)); // suppressed
    old.varint(1).hash(identifier(4)).varint(5); // generations

    Marks again = read(old);
    assertThat(again.quarantined(identifier(1))).isTrue();
    assertThat(again.suppressed(identifier(3))).isTrue();
    assertThat(again.generation(identifier(4))).isEqualTo(5);
    assertThat(listed(again, 7))
        .containsExactly(
            mark(2, Mark.ACCOUNT_UNKNOWN, 2_000), mark(1, Mark.ACCOUNT_UNKNOWN, 1_000));
  }
}
