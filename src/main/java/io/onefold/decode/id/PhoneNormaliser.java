package io.onefold.decode.id;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;

/**
 * Writes a phone number in the one form that is the same all over the world, E.164.
 *
 * <p>A number is judged by its length only, not by whether its range has been given out: ranges are
 * handed out faster than libraries are updated, and a number that nobody has harms nobody. Refused
 * are numbers that many share: without the area code (unless a country code shows that it is the
 * whole number), with an extension, and short ones, which are services.
 *
 * <p><b>Threading.</b> Free to share. The memo is a race by intention: whoever loses it parses
 * again, and entries are immutable.
 *
 * <p><b>Bounds.</b> {@value #MEMO_ENTRIES} remembered numbers of about 150 bytes each, 80 KB.
 */
final class PhoneNormaliser {

  private static final int MEMO_ENTRIES = 512;

  /** Only numbers with a country code are understood. */
  private static final String NO_REGION = "ZZ";

  /** Country code and number; what is shorter is an emergency or information service. */
  private static final int DIGITS_MIN = 8;

  /** Without country code and perhaps area code. */
  private static final int LOCAL_DIGITS_MIN = 6;

  private static final String MARKS = " +-()./";

  private record Entry(String raw, Normalised result) {}

  private final PhoneNumberUtil phones = PhoneNumberUtil.getInstance();
  private final String region;

  /**
   * A visitor's number comes again with each of his events, and parsing costs more than the event.
   */
  private final Entry[] memo = new Entry[MEMO_ENTRIES];

  PhoneNormaliser(String region) {
    if (!region.equals(NO_REGION) && !phones.getSupportedRegions().contains(region)) {
      throw new IllegalArgumentException(
          "unknown phone region "
              + region
              + ": two upper-case letters, for example NL, or ZZ for none");
    }
    this.region = region;
  }

  Normalised normalise(String raw) {
    int slot = raw.hashCode() * 0x9e3779b9 >>> Integer.SIZE - 9;
    Entry known = memo[slot];
    if (known != null && known.raw.equals(raw)) {
      return known.result;
    }
    Normalised result = parse(raw);
    memo[slot] = new Entry(raw, result);
    return result;
  }

  /** Whether a text is made of digits and of what people write between those of a phone number. */
  static boolean looksLikeNumber(String text) {
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      if (Character.isDigit(text.charAt(i))) {
        digits++;
      } else if (MARKS.indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return digits >= LOCAL_DIGITS_MIN && !Junk.isOneDigit(text);
  }

  private Normalised parse(String raw) {
    if (Junk.isOneDigit(raw)) {
      return Normalised.BLOCKED;
    }
    try {
      PhoneNumber number = phones.parse(raw, region);
      if (!isOnePersons(number, raw)) {
        return Normalised.INVALID;
      }
      return Junk.isOneDigit(Long.toString(number.getNationalNumber()))
          ? Normalised.BLOCKED
          : new Normalised.Valid(phones.format(number, PhoneNumberFormat.E164));
    } catch (NumberParseException e) {
      return Normalised.INVALID;
    }
  }

  private boolean isOnePersons(PhoneNumber number, String raw) {
    if (number.hasExtension() || digits(number) < DIGITS_MIN) {
      return false;
    }
    ValidationResult length = phones.isPossibleNumberWithReason(number);
    return length == ValidationResult.IS_POSSIBLE
        || (length == ValidationResult.IS_POSSIBLE_LOCAL_ONLY && raw.charAt(0) == '+');
  }

  private static int digits(PhoneNumber number) {
    return Integer.toString(number.getCountryCode()).length()
        + Long.toString(number.getNationalNumber()).length();
  }
}
