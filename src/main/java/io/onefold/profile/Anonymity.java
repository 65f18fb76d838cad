package io.onefold.profile;

import io.onefold.event.Value;
import java.util.Set;

/**
 * Whether a person's data are to be anonymised. Any source may say so, as an attribute; what one
 * identifier or source said holds for the whole profile, whatever the others say, until it says the
 * opposite itself.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class Anonymity {

  private static final Set<String> KEYS =
      Set.of(
          "core_data.anonymise",
          "custom.anonymise",
          "core_data.gdpr_status_anonymise_data",
          "custom.gdpr_status_anonymise_data");

  private Anonymity() {}

  /** Whether an attribute with this key asks for it. */
  static boolean isKey(String attributeKey) {
    return KEYS.contains(attributeKey);
  }

  static boolean isAskedFor(Packed profile, Names names) {
    for (String key : KEYS) {
      int number = names.find(key);
      if (number >= 0 && isAskedFor(profile, number)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAskedFor(Packed profile, int key) {
    return Attributes.ROWS.rows(profile, key).stream()
        .anyMatch(row -> isYes(Statements.value(profile, row)));
  }

  /** Forms and spreadsheets write a yes in many ways. */
  private static boolean isYes(Value value) {
    String text = value.text().strip();
    return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("yes") || text.equals("1");
  }
}
