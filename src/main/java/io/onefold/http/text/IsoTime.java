package io.onefold.http.text;

import java.nio.charset.StandardCharsets;

/**
 * Writes points in time as ISO 8601 in UTC with milliseconds, for example {@code
 * 2026-01-15T12:25:49.586Z}.
 *
 * <p><b>Threading.</b> Stateless. <b>Bounds.</b> Years 0 to 9999; what lies outside is shown as the
 * nearest of them.
 *
 * <p><b>Source.</b> Days to year, month and day in the calendar that begins in March of the year 0:
 * Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", {@code civil_from_days}.
 */
public final class IsoTime {

  private static final int DAY_MS = 24 * 60 * 60 * 1000;

  /** Days from the first of March of the year 0 to the first of January 1970. */
  private static final int EPOCH_DAYS = 719_468;

  /** Days of 400 years, after which the calendar repeats. */
  private static final int ERA_DAYS = 146_097;

  /** 0000-01-01T00:00:00.000Z and 9999-12-31T23:59:59.999Z. */
  private static final long MIN_MS = -62_167_219_200_000L;

  private static final long MAX_MS = 253_402_300_799_999L;

  private IsoTime() {}

  public static String format(long epochMs) {
    long ms = Math.clamp(epochMs, MIN_MS, MAX_MS);
    byte[] text = new byte[24];
    date((int) Math.floorDiv(ms, (long) DAY_MS), text);
    clock((int) Math.floorMod(ms, (long) DAY_MS), text);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  private static void date(int epochDays, byte[] text) {
    int days = epochDays + EPOCH_DAYS;
    int era = Math.floorDiv(days, ERA_DAYS);
    int dayOfEra = Math.floorMod(days, ERA_DAYS);
    int yearOfEra =
        (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / (ERA_DAYS - 1)) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int monthFromMarch = (5 * dayOfYear + 2) / 153;
    int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    digits(text, 0, 4, yearOfEra + era * 400 + (month <= 2 ? 1 : 0));
    text[4] = '-';
    digits(text, 5, 2, month);
    text[7] = '-';
    digits(text, 8, 2, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1);
  }

  private static void clock(int msOfDay, byte[] text) {
    text[10] = 'T';
    digits(text, 11, 2, msOfDay / 3_600_000);
    text[13] = ':';
    digits(text, 14, 2, msOfDay / 60_000 % 60);
    text[16] = ':';
    digits(text, 17, 2, msOfDay / 1_000 % 60);
    text[19] = '.';
    digits(text, 20, 3, msOfDay % 1_000);
    text[23] = 'Z';
  }

  private static void digits(byte[] text, int at, int count, int value) {
    int rest = value;
    for (int i = at + count - 1; i >= at; i--) {
      text[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
