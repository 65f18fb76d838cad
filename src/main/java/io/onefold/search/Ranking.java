package io.onefold.search;

import java.util.Arrays;
import java.util.OptionalInt;

/**
 * How well a profile fits what somebody typed. The lower the better.
 *
 * <p><b>Threading.</b> Stateless.
 */
public final class Ranking {

  /** The e-mail address is exactly what was typed. */
  public static final int EXACT_EMAIL = 0;

  /** The name is exactly what was typed. */
  public static final int EXACT_NAME = 1;

  /** Every word typed begins a word of the name or of the e-mail address. */
  public static final int PREFIX = 2;

  private Ranking() {}

  /**
   * The rank of a profile with this name and e-mail address, either of which may be empty; empty
   * when it does not fit.
   */
  public static OptionalInt rank(String text, String name, String email) {
    Query query = Query.of(text);
    byte[] foldedName = Folding.name(name);
    byte[] foldedEmail = Folding.email(email);
    Words nameWords = Words.ofName(foldedName, 0, foldedName.length);
    Words emailWords = Words.ofEmail(foldedEmail, 0, foldedEmail.length);
    if (query.isEmpty() || !query.matches(nameWords, emailWords)) {
      return OptionalInt.empty();
    }
    if (Arrays.equals(foldedEmail, Folding.email(text))) {
      return OptionalInt.of(EXACT_EMAIL);
    }
    boolean exactName = Arrays.equals(foldedName, query.phrase());
    return OptionalInt.of(exactName ? EXACT_NAME : PREFIX);
  }
}
