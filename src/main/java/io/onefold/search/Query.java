package io.onefold.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What somebody typed, ready to be compared.
 *
 * <p><b>Threading.</b> Immutable by agreement. <b>Bounds.</b> At most {@link #TERMS_MAX} terms;
 * what is typed beyond is ignored.
 *
 * @param phrase all of it, folded as a name
 * @param terms its words, all of which must match
 */
record Query(byte[] phrase, List<Term> terms) {

  static final int TERMS_MAX = 8;

  /**
   * One word typed, folded as a part of an e-mail address and as a name, where these differ: {@code
   * jean-luc} may begin an address and may stand for {@code Jean Luc}. One form must match.
   */
  record Term(List<byte[]> forms) {

    boolean matches(Words name, Words email) {
      for (byte[] form : forms) {
        if (name.anyBegins(form) || email.anyBegins(form)) {
          return true;
        }
      }
      return false;
    }
  }

  static Query of(String text) {
    List<Term> terms = new ArrayList<>();
    for (String word : bounded(text).split("\\s+")) {
      List<byte[]> forms = forms(word);
      if (!forms.isEmpty() && terms.size() < TERMS_MAX) {
        terms.add(new Term(forms));
      }
    }
    return new Query(Folding.name(text), terms);
  }

  boolean isEmpty() {
    return terms.isEmpty();
  }

  boolean matches(Words name, Words email) {
    for (Term term : terms) {
      if (!term.matches(name, email)) {
        return false;
      }
    }
    return true;
  }

  private static List<byte[]> forms(String word) {
    byte[] address = withoutLeadingMarks(Folding.email(word));
    byte[] name = Folding.name(word);
    if (name.length == 0) {
      return List.of();
    }
    boolean addressOnly = word.indexOf('@') > 0 || Arrays.equals(address, name);
    return addressOnly ? List.of(address) : List.of(address, name);
  }

  /** Words begin with a letter or digit, so {@code @example.org} asks for the domain. */
  private static byte[] withoutLeadingMarks(byte[] address) {
    int from = 0;
    while (from < address.length && !Words.isOfWord(address[from])) {
      from++;
    }
    return Arrays.copyOfRange(address, from, address.length);
  }

  private static String bounded(String text) {
    return text.length() <= Folding.CHARS_MAX ? text : text.substring(0, Folding.CHARS_MAX);
  }
}
