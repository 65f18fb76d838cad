package io.onefold.config.key;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * Guesses what somebody meant to write.
 *
 * <p>By edit distance: the least number of letters to insert, delete or replace. One row of the
 * usual table is kept; names are short.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class Nearest {

  private Nearest() {}

  /** The candidate with the least distance; of several, the first in alphabetical order. */
  static Optional<String> to(String written, Collection<String> candidates) {
    return candidates.stream()
        .min(
            Comparator.comparingInt((String candidate) -> distance(written, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
