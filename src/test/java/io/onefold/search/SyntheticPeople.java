package io.onefold.search;

import io.onefold.event.ProfileId;
import java.util.Random;

/**
 * Names and addresses that are as long and as common as real ones: of 2,000 first and 8,000 last
 * names the early ones are the frequent ones, and half of all people use one of five mail services.
 */
final class SyntheticPeople {

  private static final String[] SYLLABLES = {
    "an", "be", "jo", "ma", "ri", "el", "to", "sa", "lu", "ka", "vi", "de", "no", "ra", "mi", "chen"
  };
  private static final String[] SERVICES = {
    "gmail.com", "hotmail.com", "outlook.com", "icloud.com", "yahoo.co.uk"
  };

  private final Random random;

  SyntheticPeople(long seed) {
    random = new Random(seed);
  }

  /** One person's profile, name and address. */
  record Person(ProfileId profile, String name, String email) {}

  Person next() {
    String first = word(skewed(2_000), 2);
    String last = word(skewed(8_000), 3);
    String local = first + (random.nextBoolean() ? "." : "") + last + random.nextInt(100);
    String domain =
        random.nextBoolean()
            ? SERVICES[random.nextInt(SERVICES.length)]
            : word(skewed(5_000), 3) + ".example";
    ProfileId profile = new ProfileId(random.nextLong(), random.nextLong());
    return new Person(profile, upper(first) + " " + upper(last), local + "@" + domain);
  }

  private int skewed(int bound) {
    return (int) (bound * random.nextDouble() * random.nextDouble() * random.nextDouble());
  }

  private static String word(int number, int syllablesMin) {
    StringBuilder word = new StringBuilder();
    int rest = number;
    for (int i = 0; i < syllablesMin || rest > 0; i++) {
      word.append(SYLLABLES[rest % SYLLABLES.length]);
      rest /= SYLLABLES.length;
    }
    return word.toString();
  }

  private static String upper(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
