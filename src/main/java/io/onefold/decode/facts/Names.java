package io.onefold.decode.facts;

/**
 * Shortens texts that are only shown, never compared.
 *
 * <p><b>Threading.</b> Stateless.
 */
public final class Names {

  private Names() {}

  /** The first {@code charsMax} characters at most, without half a character at the end. */
  public static String cut(String text, int charsMax) {
    if (text.length() <= charsMax) {
      return text;
    }
    boolean splits = Character.isHighSurrogate(text.charAt(charsMax - 1));
    return text.substring(0, splits ? charsMax - 1 : charsMax);
  }
}
