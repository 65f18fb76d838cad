package io.onefold.profile;

import io.onefold.event.AttributeUpdate;
import io.onefold.event.Event;
import io.onefold.event.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * What identify calls say of a person, see {@link Statements}.
 *
 * <p><b>Threading.</b> Stateless.
 *
 * <p><b>Bounds.</b> {@link #KEYS_MAX} keys and {@link #BYTES_MAX} bytes. What is beyond is ignored;
 * that an account invents too many keys is told to its sender where events are accepted. A key for
 * which the dictionary has no number any more is ignored too.
 */
final class Attributes {

  static final int KEYS_MAX = 1_000;

  /** 256 KiB: 1,000 keys of 256 bytes each, or ten of the longest strings in any script. */
  static final int BYTES_MAX = 256 * 1024;

  static final Statements ROWS = new Statements(Section.ATTRIBUTES, KEYS_MAX, BYTES_MAX);

  private Attributes() {}

  static void fold(Packed profile, Event event, int route, Names names) {
    List<AttributeUpdate> updates = event.facts().attributes();
    for (int i = 0; i < updates.size(); i++) {
      AttributeUpdate update = updates.get(i);
      int key = number(update.key(), event.origin().accountId(), names);
      if (key != Names.OTHER_ID) {
        int word = Translation.word(route, key);
        int length = ROWS.length(profile);
        ROWS.fold(profile, word, update.value(), event);
        if (ROWS.length(profile) > length) {
          ROWS.trim(profile, word, names);
        }
      }
    }
  }

  /** What an account has used up its names for must not keep anybody from being anonymised. */
  private static int number(String key, int accountId, Names names) {
    int number = names.idOf(key, accountId);
    return number == Names.OTHER_ID && Anonymity.isKey(key) ? names.idOf(key) : number;
  }

  static String text(Packed profile, int key, Choice choice) {
    int row = ROWS.winner(profile, key, choice);
    return row < 0 ? "" : Statements.value(profile, row).text();
  }

  static List<ProfileFacts.Attribute> facts(Packed profile, Choice choice) {
    List<ProfileFacts.Attribute> facts = new ArrayList<>();
    ROWS.winners(profile, choice, choice.names())
        .forEach((key, row) -> facts.add(fact(profile, key, row, choice)));
    return List.copyOf(facts);
  }

  private static ProfileFacts.Attribute fact(Packed profile, String key, int row, Choice choice) {
    return new ProfileFacts.Attribute(
        key,
        choice.isUnion(key) ? union(profile, row, choice) : Statements.value(profile, row),
        Statements.source(profile, row, choice.names()),
        Statements.atMs(profile, row));
  }

  /** All values of the key in {@code row}, latest first. */
  private static Value union(Packed profile, int row, Choice choice) {
    return Union.of(
        ROWS.rows(profile, Statements.key(profile, row)).stream()
            .sorted((one, other) -> choice.order(profile, one, other))
            .map(each -> Statements.value(profile, each))
            .toList());
  }
}
