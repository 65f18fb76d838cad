package io.onefold.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.ProfileId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PrefixIndexTest {

  private static final int SHOP = 1;
  private static final int OTHER_SHOP = 2;
  private static final ProfileId ANN = profile(1);
  private static final ProfileId BOB = profile(2);

  private final PrefixIndex index = new PrefixIndex();

  @Test
  void find_emptyIndex_isEmpty() {
    assertThat(index.find(SHOP, "ann", 20)).isEmpty();
  }

  @Test
  void find_noWordTyped_isEmpty() {
    index.set(ANN, SHOP, "Ann", List.of("ann@example.org"));
    assertThat(index.find(SHOP, "", 20)).isEmpty();
    assertThat(index.find(SHOP, " @ -", 20)).isEmpty();
  }

  @Test
  void find_keystrokeByKeystroke_staysFound() {
    index.set(ANN, SHOP, "Ann de Vries", List.of("ann.devries@mail.example.org"));
    for (String typed :
        new String[] {"Ann de Vries", "ann.devries@mail.example.org", "vries ann"}) {
      for (int end = 1; end <= typed.length(); end++) {
        assertThat(index.find(SHOP, typed.substring(0, end), 20)).containsExactly(ANN);
      }
    }
  }

  @Test
  void find_otherAccount_isEmpty() {
    index.set(ANN, SHOP, "Ann", List.of("ann@example.org"));
    index.set(BOB, OTHER_SHOP, "Ann", List.of("ann@example.org"));
    assertThat(index.find(SHOP, "ann", 20)).containsExactly(ANN);
    assertThat(index.find(OTHER_SHOP, "ann", 20)).containsExactly(BOB);
    assertThat(index.find(3, "ann", 20)).isEmpty();
  }

  @Test
  void find_formerNameAndEmail_isEmpty() {
    index.set(ANN, SHOP, "Ann Berg", List.of("ann@example.org"));
    index.set(ANN, SHOP, "Ann de Vries", List.of("ann@example.com"));
    assertThat(index.find(SHOP, "ann", 20)).containsExactly(ANN);
    assertThat(index.find(SHOP, "vries", 20)).containsExactly(ANN);
    assertThat(index.find(SHOP, "berg", 20)).isEmpty();
    assertThat(index.find(SHOP, "example.org", 20)).isEmpty();
  }

  @Test
  void find_severalAddresses_nameWithEachLeadsToProfileOnce() {
    index.set(ANN, SHOP, "Ann Berg", List.of("ann@example.org", "", "a.berg@work.example"));
    assertThat(index.find(SHOP, "ann", 20)).containsExactly(ANN);
    assertThat(index.find(SHOP, "berg work", 20)).containsExactly(ANN);
    assertThat(index.find(SHOP, "ann@example.org berg", 20)).containsExactly(ANN);
    assertThat(index.find(SHOP, "work example.org", 20)).isEmpty();
  }

  @Test
  void find_commonPrefix_wholeNamesAndAddressesComeFirst() {
    for (int i = 0; i < 5_000; i++) {
      index.set(profile(1_000 + i), SHOP, "Anna-" + i + " Jansen", List.of("x" + i + "@ann.org"));
    }
    index.set(ANN, SHOP, "Ann", List.of());
    index.set(BOB, SHOP, "Jan Jansen", List.of("jansen@ann.org"));
    assertThat(index.find(SHOP, "ann", 20)).hasSize(20).startsWith(ANN);
    assertThat(index.find(SHOP, "jan jansen", 20)).startsWith(BOB);
    assertThat(index.find(SHOP, "jansen@ann.org", 20)).containsExactly(BOB);
    assertThat(index.find(SHOP, "anna 4711", 20)).containsExactly(profile(5_711));
  }

  @Test
  void find_countMax_isFirstOfAll() {
    for (int i = 0; i < 100; i++) {
      index.set(profile(i), SHOP, "Ann " + i, List.of());
    }
    assertThat(index.find(SHOP, "ann", 100)).startsWith(array(index, "ann", 7)).hasSize(100);
    assertThat(index.find(SHOP, "ann", 0)).isEmpty();
  }

  @Test
  void set_again_changesNothing() {
    index.set(ANN, SHOP, "Ann Berg", List.of("ann@example.org", "ann@example.com"));
    long before = index.heapBytes();
    for (int i = 0; i < 10_000; i++) {
      index.set(ANN, SHOP, "ANN  Berg", List.of("Ann@Example.org", "ann@example.com"));
    }
    assertThat(index.heapBytes()).isEqualTo(before);
    assertThat(index.size()).isEqualTo(1);
  }

  @Test
  void set_nothing_isFoundByNothing() {
    index.set(ANN, SHOP, "Ann Berg", List.of("ann@example.org"));
    index.set(ANN, SHOP, "", List.of(""));
    assertThat(index.find(SHOP, "ann", 20)).isEmpty();
    assertThat(index.size()).isZero();
  }

  @Test
  void set_everChangingName_staysBounded() {
    index.set(BOB, SHOP, "Bob", List.of());
    for (int i = 0; i < 1_000; i++) {
      index.set(ANN, SHOP, "Ann" + (1_000 + i), List.of());
    }
    long before = index.heapBytes();
    for (int i = 1_000; i < 9_000; i++) {
      index.set(ANN, SHOP, "Ann" + (1_000 + i), List.of());
    }
    assertThat(index.heapBytes()).isEqualTo(before);
    assertThat(index.find(SHOP, "ann9999", 20)).containsExactly(ANN);
  }

  @Test
  void set_manyAddresses_firstOnesAreFound() {
    List<String> emails = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      emails.add("ann" + (10 + i) + "@example.org");
    }
    index.set(ANN, SHOP, "", emails);
    assertThat(index.find(SHOP, "ann17", 20)).containsExactly(ANN);
    assertThat(index.find(SHOP, "ann18", 20)).isEmpty();
  }

  @Test
  void set_manyWords_firstOnesAreFound() {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      name.append((char) ('a' + i % 26)).append(i).append(' ');
    }
    index.set(ANN, SHOP, name.toString(), List.of());
    assertThat(index.find(SHOP, "p15", 20)).containsExactly(ANN);
    assertThat(index.find(SHOP, "q16", 20)).isEmpty();
    index.remove(ANN, SHOP);
    assertThat(index.find(SHOP, "a0", 20)).isEmpty();
  }

  @Test
  void remove_profile_isFoundByNothing() {
    index.set(ANN, SHOP, "Ann Berg", List.of("ann@example.org"));
    index.set(ANN, SHOP, "Ann de Vries", List.of("ann@example.com"));
    index.set(BOB, SHOP, "Bob Berg", List.of("bob@example.org"));
    index.remove(ANN, SHOP);
    assertThat(index.find(SHOP, "ann", 20)).isEmpty();
    assertThat(index.find(SHOP, "berg", 20)).containsExactly(BOB);
    assertThat(index.size()).isEqualTo(1);
  }

  @Test
  void remove_unknownProfile_changesNothing() {
    index.set(BOB, SHOP, "Bob", List.of());
    index.remove(ANN, SHOP);
    index.remove(ANN, OTHER_SHOP);
    assertThat(index.find(SHOP, "bob", 20)).containsExactly(BOB);
  }

  @Test
  void heapBytes_shardOfPeople_isSmall() {
    SyntheticPeople people = new SyntheticPeople(1);
    for (int i = 0; i < 30_000; i++) {
      SyntheticPeople.Person person = people.next();
      index.set(person.profile(), SHOP, person.name(), List.of(person.email()));
    }
    assertThat(index.heapBytes() / index.size()).isLessThan(110);
  }

  private static ProfileId[] array(PrefixIndex index, String text, int countMax) {
    return index.find(SHOP, text, countMax).toArray(ProfileId[]::new);
  }

  private static ProfileId profile(long lo) {
    return new ProfileId(7, lo);
  }
}
