package io.onefold.decode.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Iso8601PropertyTest {

  private static final int TEXTS = 50_000;

  private static final DateTimeFormatter JDK =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'HH:mm[:ss]")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .appendPattern("[" + "X".repeat(3) + "][XX][X]")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  /** Every number of decimals, and none, with every form of offset. */
  private static final List<DateTimeFormatter> FORMS = forms();

  @ParameterizedTest
  @ValueSource(longs = {11, 12})
  void parse_timeWrittenByTheJdk_isWhatTheJdkMeant(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < TEXTS; i++) {
      OffsetDateTime time = time(random);
      String text = FORMS.get(random.nextInt(FORMS.size())).format(time);
      assertThat(Iso8601.parse(text)).as("seed %d: %s", seed, text).isEqualTo(jdk(text));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22})
  void parse_garbledTime_isNoneOrWhatTheJdkReads(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < TEXTS / 2; i++) {
      String text = garbled(FORMS.get(random.nextInt(FORMS.size())).format(time(random)), random);
      long parsed = Iso8601.parse(text);
      if (parsed != Iso8601.NONE && text.indexOf('-') == 4 && text.strip().length() > 10) {
        assertThat(parsed).as("seed %d: %s", seed, text).isEqualTo(jdk(text));
      }
    }
  }

  /**
   * What the JDK makes of the forms that it does not know itself: no offset, a blank, a short one.
   */
  private static long jdk(String text) {
    String usual = text.strip().toUpperCase(Locale.ROOT).replace(' ', 'T');
    boolean isUtc = usual.indexOf('+') < 0 && usual.lastIndexOf('-') < 10 && !usual.endsWith("Z");
    return OffsetDateTime.parse(isUtc ? usual + "Z" : usual, JDK).toInstant().toEpochMilli();
  }

  private static OffsetDateTime time(Random random) {
    long second = random.nextLong(-62_167_132_800L, 253_402_214_400L);
    int offsetMinutes = random.nextInt(-14 * 60, 14 * 60 + 1);
    return OffsetDateTime.ofInstant(
        Instant.ofEpochSecond(second, random.nextInt(1_000_000_000)),
        ZoneOffset.ofTotalSeconds(random.nextBoolean() ? 0 : offsetMinutes * 60));
  }

  private static List<DateTimeFormatter> forms() {
    List<DateTimeFormatter> forms = new ArrayList<>();
    for (String offset : List.of("+HH:MM", "+HHMM")) {
      forms.add(form("uuuu-MM-dd'T'HH:mm").appendOffset(offset, "Z").toFormatter(Locale.ROOT));
      forms.add(form("uuuu-MM-dd' 'HH:mm:ss").appendOffset(offset, "Z").toFormatter(Locale.ROOT));
      for (int decimals = 1; decimals <= 9; decimals++) {
        forms.add(
            form("uuuu-MM-dd'T'HH:mm:ss")
                .appendFraction(ChronoField.NANO_OF_SECOND, decimals, decimals, true)
                .appendOffset(offset, "Z")
                .toFormatter(Locale.ROOT));
      }
    }
    return forms;
  }

  private static DateTimeFormatterBuilder form(String pattern) {
    return new DateTimeFormatterBuilder().appendPattern(pattern);
  }

  private static String garbled(String text, Random random) {
    StringBuilder garbled = new StringBuilder(text);
    int at = random.nextInt(text.length());
    switch (random.nextInt(3)) {
      case 0 -> garbled.setCharAt(at, "0123456789-:.TZ+ x".charAt(random.nextInt(18)));
      case 1 -> garbled.deleteCharAt(at);
      default -> garbled.setLength(at);
    }
    return garbled.toString();
  }
}
