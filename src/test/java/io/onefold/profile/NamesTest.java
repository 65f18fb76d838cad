package io.onefold.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NamesTest {

  @Test
  void idOf_sameNames_givesSameNumbersInOrderOfFirstUse() {
    Names names = new Names();
    int first = names.idOf("Order Completed");
    int second = names.idOf("page");
    assertThat(second).isEqualTo(first + 1);
    assertThat(names.idOf("Order Completed")).isEqualTo(first);
    assertThat(names.name(second)).isEqualTo("page");
    assertThat(names.size()).isEqualTo(second + 1);
  }

  @Test
  void idOf_halfOfASurrogatePair_isTheNameThatACheckpointGivesBack() {
    Names names = new Names();
    int id = names.idOf("a\ud800");
    assertThat(names.name(id)).isEqualTo("a?");
    assertThat(names.idOf("a\udfff")).isEqualTo(id);

    Names restored = new Names();
    restored.read(written(names, 0));
    assertThat(restored.idOf("a\ud800")).isEqualTo(id);
    assertThat(restored.size()).isEqualTo(names.size());
  }

  @Test
  void find_unknownName_assignsNothing() {
    Names names = new Names();
    int size = names.size();
    assertThat(names.find("page")).isEqualTo(-1);
    assertThat(names.size()).isEqualTo(size);
  }

  @Test
  void idOf_beyondBound_isOtherButKnownNamesStay() {
    Names names = new Names();
    for (int i = names.size(); i < Names.NAMES_MAX; i++) {
      names.idOf("name " + i);
    }
    assertThat(names.name(names.idOf("one too many"))).isEqualTo(Names.OTHER);
    assertThat(names.find("one too many")).isEqualTo(-1);
    assertThat(names.name(names.idOf("name 77"))).isEqualTo("name 77");
    assertThat(names.size()).isEqualTo(Names.NAMES_MAX);
  }

  @Test
  void idOf_accountBeyondItsShare_isOtherAndTheRestHasRoom() {
    Names names = new Names();
    for (int i = 0; i < Names.NAMES_PER_ACCOUNT_MAX; i++) {
      names.idOf("name " + i, 7);
    }
    Names copy = new Names();
    copy.read(written(names, 0));
    for (Names each : List.of(names, copy)) {
      assertThat(each.name(each.idOf("one too many", 7))).isEqualTo(Names.OTHER);
      assertThat(each.name(each.idOf("name 77", 7))).isEqualTo("name 77");
      assertThat(each.name(each.idOf("one too many", 8))).isEqualTo("one too many");
      assertThat(each.name(each.idOf("one too many", 7))).isEqualTo("one too many");
    }
  }

  @Test
  void read_writtenInPieces_givesTheSameNumbers() {
    Names names = new Names();
    Names copy = new Names();
    names.idOf("a");
    names.idOf("b");
    copy.read(written(names, 0));
    int from = names.size();
    names.idOf("日本");
    copy.read(written(names, from));
    copy.read(written(names, 0));
    assertThat(copy.size()).isEqualTo(names.size());
    assertThat(copy.find("日本")).isEqualTo(names.find("日本"));
    assertThat(copy.find("b")).isEqualTo(names.find("b"));
  }

  @Test
  void read_otherDictionary_isRefused() {
    Names names = new Names();
    names.idOf("a");
    Names other = new Names();
    other.idOf("b");
    assertThatThrownBy(() -> other.read(written(names, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a");
  }

  @Test
  void read_pieceThatLeavesGap_isRefused() {
    Names names = new Names();
    names.idOf("a");
    names.idOf("b");
    Names empty = new Names();
    assertThatThrownBy(() -> empty.read(written(names, 2)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static PackedReader written(Names names, int fromId) {
    PackedWriter out = new PackedWriter(16);
    names.write(out, fromId);
    return new PackedReader(out.toBytes());
  }
}
