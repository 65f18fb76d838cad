package io.onefold.decode.json;

/**
 * Reads a time as client libraries write it, into milliseconds since 1970-01-01 UTC.
 *
 * <pre>
 *   2026-01-15                          midnight UTC
 *   2026-01-15T12:25                    UTC where no offset is given
 *   2026-01-15T12:25:49.586Z            up to 9 decimals, of which three are kept
 *   2026-01-15 12:25:49+01:00           also +0100 and +01
 *   1768479949586                       milliseconds, as a number or as its digits
 * </pre>
 *
 * <p>The JDK's parser takes as long for one time as the JSON parser for the whole event.
 *
 * <p><b>Threading.</b> Stateless from outside. <b>Bounds.</b> Years 0000 to 9999; everything else
 * is {@link #NONE}.
 *
 * <p><b>Source.</b> Days from a date: Howard Hinnant, "chrono-compatible low-level date algorithms"
 * (days_from_civil).
 */
public final class Iso8601 {

  /** No time, or none that could be read. */
  public static final long NONE = Long.MIN_VALUE;

  private static final long DAY_MS = 86_400_000;

  /** 9999-12-31T23:59:59.999Z. */
  private static final long MS_MAX = 253_402_300_799_999L;

  private static final int MS_DIGITS_MAX = 15;
  private static final int DECIMALS_MAX = 9;

  /** What {@link #number} returns when there are too few digits: it spoils every range check. */
  private static final int BAD = -1_000_000;

  private final char[] text;
  private final int end;
  private int at;

  private Iso8601(char[] text, int from, int length) {
    this.text = text;
    this.at = from;
    this.end = from + length;
  }

  /** Reads a whole text, white space around it excepted. */
  public static long parse(String text) {
    char[] chars = text.strip().toCharArray();
    return parse(chars, 0, chars.length);
  }

  /** Reads {@code length} characters from {@code from} on. */
  public static long parse(char[] text, int from, int length) {
    Iso8601 reader = new Iso8601(text, from, length);
    return reader.isDate() ? reader.dateTime() : reader.epochMs();
  }

  private boolean isDate() {
    return end - at > 4 && text[at + 4] == '-';
  }

  private long dateTime() {
    long day = date();
    if (day == NONE || at == end) {
      return day;
    }
    if (!isNext('T') && !isNext('t') && !isNext(' ')) {
      return NONE;
    }
    long time = time();
    long offset = time == NONE ? NONE : offset();
    return offset == NONE || at != end ? NONE : day + time - offset;
  }

  private long date() {
    int year = number(4);
    boolean dashed = isNext('-');
    int month = number(2);
    dashed &= isNext('-');
    int day = number(2);
    if (!dashed || year < 0 || month < 1 || month > 12 || day < 1) {
      return NONE;
    }
    return day > daysIn(year, month) ? NONE : epochDay(year, month, day) * DAY_MS;
  }

  private long time() {
    int hour = number(2);
    boolean marked = isNext(':');
    int minute = number(2);
    long ms = isNext(':') ? secondsMs() : 0;
    boolean inRange = marked && hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59;
    return inRange && ms != NONE ? (hour * 60 + minute) * 60_000L + ms : NONE;
  }

  private long secondsMs() {
    int second = number(2);
    long ms = second < 0 || second > 59 ? NONE : decimalsMs();
    return ms == NONE ? NONE : second * 1_000L + ms;
  }

  private long decimalsMs() {
    if (!isNext('.')) {
      return 0;
    }
    int ms = 0;
    int digits = 0;
    while (at < end && isDigit(text[at])) {
      ms = digits < 3 ? ms * 10 + text[at] - '0' : ms;
      digits++;
      at++;
    }
    for (int missing = digits; missing < 3; missing++) {
      ms *= 10;
    }
    return digits == 0 || digits > DECIMALS_MAX ? NONE : ms;
  }

  private long offset() {
    if (at == end || isNext('Z') || isNext('z')) {
      return 0;
    }
    int sign = isNext('-') ? -1 : 1;
    if (sign > 0 && !isNext('+')) {
      return NONE;
    }
    int hour = number(2);
    boolean marked = isNext(':');
    int minute = marked || at < end ? number(2) : 0;
    boolean inRange = hour >= 0 && minute >= 0 && minute <= 59 && hour * 60 + minute <= 18 * 60;
    return inRange ? sign * (hour * 60 + minute) * 60_000L : NONE;
  }

  /**
   * Digits, perhaps with a sign before and decimals behind them, as some languages print a double.
   */
  private long epochMs() {
    boolean negative = isNext('-');
    int from = at;
    long ms = 0;
    while (at < end && at - from <= MS_DIGITS_MAX && isDigit(text[at])) {
      ms = ms * 10 + text[at++] - '0';
    }
    boolean some = at > from;
    if (isNext('.')) {
      while (at < end && isDigit(text[at])) {
        at++;
      }
    }
    return some && at == end && ms <= MS_MAX ? (negative ? -ms : ms) : NONE;
  }

  private int number(int digits) {
    int value = 0;
    for (int i = 0; i < digits; i++) {
      if (at == end || !isDigit(text[at])) {
        return BAD;
      }
      value = value * 10 + text[at++] - '0';
    }
    return value;
  }

  private boolean isNext(char expected) {
    if (at < end && text[at] == expected) {
      at++;
      return true;
    }
    return false;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int daysIn(int year, int month) {
    if (month == 2) {
      boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
      return leap ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  /** Years begin in March here, so that the day that leap years add is a year's last. */
  private static long epochDay(int year, int month, int day) {
    int y = month <= 2 ? year - 1 : year;
    int era = Math.floorDiv(y, 400);
    int yearOfEra = y - era * 400;
    int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097L + dayOfEra - 719_468;
  }
}
