package io.onefold.event;

import java.nio.charset.StandardCharsets;

/**
 * Writes times as ISO-8601 in UTC with milliseconds, for example {@code 2026-11-25T08:30:00.000Z}.
 *
 * <p><b>Threading.</b> Stateless. <b>Bounds.</b> Years 0000 to 9999, which are the ones with four
 * digits; a time outside is written as the nearest inside.
 *
 * <p><b>Source.</b> From days to a date by eras of 400 years that begin on 1 March: Hinnant,
 * "chrono-compatible low-level date algorithms", {@code civil_from_days} (2013).
 */
public final class IsoTime {

  /** Bytes of every time. */
  public static final int BYTES = 24;

  private static final long MS_MIN = -62_167_219_200_000L; // 0000-01-01T00:00:00.000Z
  private static final long MS_MAX = 253_402_300_799_999L; // 9999-12-31T23:59:59.999Z
  private static final int DAY_MS = 86_400_000;
  private static final int ERA_DAYS = 146_097; // 400 years

  /** Days from 1 March of the year 0 to 1 January 1970. */
  private static final int EPOCH_DAYS = 719_468;

  private IsoTime() {}

  /** The time as text. */
  public static String format(long ms) {
    byte[] text = new byte[BYTES];
    write(ms, text, 0);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  /** Writes {@link #BYTES} bytes from {@code at} on. */
  public static void write(long ms, byte[] out, int at) {
    long bounded = Math.clamp(ms, MS_MIN, MS_MAX);
    writeDate((int) Math.floorDiv(bounded, (long) DAY_MS), out, at);
    out[at + 10] = 'T';
    writeTime((int) Math.floorMod(bounded, (long) DAY_MS), out, at + 11);
  }

  private static void writeDate(int daysSinceEpoch, byte[] out, int at) {
    int days = daysSinceEpoch + EPOCH_DAYS;
    int era = Math.floorDiv(days, ERA_DAYS);
    int dayOfEra = days - era * ERA_DAYS;
    int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int monthFromMarch = (5 * dayOfYear + 2) / 153;
    int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    int year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0);
    two(year / 100, out, at);
    two(year % 100, out, at + 2);
    out[at + 4] = '-';
    two(month, out, at + 5);
    out[at + 7] = '-';
    two(dayOfYear - (153 * monthFromMarch + 2) / 5 + 1, out, at + 8);
  }

  private static void writeTime(int msOfDay, byte[] out, int at) {
    int seconds = msOfDay / 1_000;
    int ms = msOfDay % 1_000;
    two(seconds / 3_600, out, at);
    out[at + 2] = ':';
    two(seconds / 60 % 60, out, at + 3);
    out[at + 5] = ':';
    two(seconds % 60, out, at + 6);
    out[at + 8] = '.';
    out[at + 9] = (byte) ('0' + ms / 100);
    two(ms % 100, out, at + 10);
    out[at + 12] = 'Z';
  }

  private static void two(int value, byte[] out, int at) {
    out[at] = (byte) ('0' + value / 10);
    out[at + 1] = (byte) ('0' + value % 10);
  }
}
