package io.onefold.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.ProfileId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The index against a list of everything that was put. */
final class PrefixIndexPropertyTest {

  private static final List<String> FIRST =
      List.of("Ann", "Anna", "Anne-Marie", "Zoë", "Jörg", "Łukasz", "Søren", "Bo", "", "B");
  private static final List<String> LAST =
      List.of("Berg", "van den Berg", "O'Brien", "Großmann", "Bergström", "Jansen", "", "Ann");
  private static final List<String> DOMAIN =
      List.of(
          "gmail.com", "mail.example.org", "example.org", "bücher.de", "localhost", "ann.co.uk");

  private final PrefixIndex index = new PrefixIndex();
  private final ListModel model = new ListModel();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void find_afterPutsAndRemoves_agreesWithList(long seed) {
    Random random = new Random(seed);
    for (int step = 0; step < 2_000; step++) {
      ProfileId profile = new ProfileId(random.nextInt(3), random.nextInt(60));
      int accountId = 1 + (int) profile.lo() % 2;
      if (random.nextInt(5) == 0) {
        index.remove(profile, accountId);
        model.remove(profile, accountId);
      } else {
        String name = name(random);
        List<String> emails = emails(random);
        index.set(profile, accountId, name, emails);
        model.set(profile, accountId, name, emails);
      }
      if (step % 4 == 0) {
        String typed = typed(random);
        int asked = 1 + random.nextInt(2);
        assertThat(index.find(asked, typed, 1_000))
            .as("seed %d, step %d, typed '%s'", seed, step, typed)
            .containsExactlyInAnyOrderElementsOf(model.find(asked, typed));
        assertThat(index.size()).as("seed %d, step %d", seed, step).isEqualTo(model.size());
      }
    }
  }

  @Test
  void find_anyOrderOfPuts_sameList() {
    long seed = 42;
    Random random = new Random(seed);
    List<Runnable> puts = new ArrayList<>();
    PrefixIndex shuffled = new PrefixIndex();
    for (int i = 0; i < 3_000; i++) {
      ProfileId profile = new ProfileId(random.nextLong(), random.nextLong());
      String name = name(random);
      String email = i + email(random);
      index.set(profile, 1, name, List.of(email));
      puts.add(() -> shuffled.set(profile, 1, name, List.of(email)));
    }
    Collections.shuffle(puts, random);
    puts.forEach(Runnable::run);
    for (int i = 0; i < 500; i++) {
      String typed = typed(random);
      assertThat(shuffled.find(1, typed, 20))
          .as("seed %d, typed '%s'", seed, typed)
          .isEqualTo(index.find(1, typed, 20));
    }
  }

  @Test
  void rank_anyTexts_fitWhereListSaysSo() {
    long seed = 7;
    Random random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      String name = name(random);
      String email = email(random);
      String typed = typed(random);
      assertThat(Ranking.rank(typed, name, email).isPresent())
          .as("seed %d, typed '%s', name '%s', email '%s'", seed, typed, name, email)
          .isEqualTo(ListModel.matches(typed, name, email));
    }
  }

  private static String name(Random random) {
    return (one(FIRST, random) + " " + one(LAST, random)).strip();
  }

  private static List<String> emails(Random random) {
    return IntStream.range(0, random.nextInt(3)).mapToObj(i -> email(random)).toList();
  }

  private static String email(Random random) {
    if (random.nextInt(4) == 0) {
      return "";
    }
    String local = one(FIRST, random).toLowerCase() + one(List.of(".", "_", "-", "1"), random);
    return local + one(LAST, random).toLowerCase().replace(' ', '.') + "@" + one(DOMAIN, random);
  }

  /** Beginnings of what there is, in any case, and mistakes. */
  private static String typed(Random random) {
    String whole =
        switch (random.nextInt(6)) {
          case 0 -> one(FIRST, random);
          case 1 -> one(LAST, random);
          case 2 -> one(DOMAIN, random);
          case 3 -> email(random);
          case 4 -> "@" + one(DOMAIN, random);
          default -> name(random);
        };
    String begun = whole.substring(0, random.nextInt(whole.length() + 1));
    String again = random.nextInt(4) == 0 ? begun + " " + one(LAST, random) : begun;
    return random.nextBoolean() ? again.toUpperCase() : again;
  }

  private static String one(List<String> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }
}
