package io.onefold.profile;

/**
 * Currencies as numbers of 16 bits that are the same everywhere, so that they take no room in a
 * dictionary: 0 where the sender named none, else 1 + the three letters as digits to the base of
 * 26.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class Currency {

  static final int NONE = 0;

  private static final int LETTERS = 26;

  private Currency() {}

  /** The number of a currency; what is not three upper-case letters counts as none. */
  static int code(String currency) {
    if (currency.length() != 3) {
      return NONE;
    }
    int code = 0;
    for (int i = 0; i < 3; i++) {
      int letter = currency.charAt(i) - 'A';
      if (letter < 0 || letter >= LETTERS) {
        return NONE;
      }
      code = code * LETTERS + letter;
    }
    return code + 1;
  }

  static String text(int code) {
    if (code == NONE) {
      return "";
    }
    int rest = code - 1;
    char[] letters = new char[3];
    for (int i = 2; i >= 0; i--) {
      letters[i] = (char) ('A' + rest % LETTERS);
      rest /= LETTERS;
    }
    return new String(letters);
  }
}
