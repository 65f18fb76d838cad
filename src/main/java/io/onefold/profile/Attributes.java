package io.onefold.profile;

import io.onefold.event.AttributeUpdate;
import io.onefold.event.Event;
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
      int key = names.idOf(update.key(), event.origin().accountId());
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

  static String text(Packed profile, int key) {
    int row = ROWS.winner(profile, key, Survivorship::prefersAttribute);
    return row < 0 ? "" : Statements.value(profile, row).text();
  }

  static List<ProfileFacts.Attribute> facts(Packed profile, Names names) {
    List<ProfileFacts.Attribute> facts = new ArrayList<>();
    ROWS.winners(profile, Survivorship::prefersAttribute, names)
        .forEach((key, row) -> facts.add(fact(profile, key, row, names)));
    return List.copyOf(facts);
  }

  private static ProfileFacts.Attribute fact(Packed profile, String key, int row, Names names) {
    return new ProfileFacts.Attribute(
        key,
        Statements.value(profile, row),
        Statements.source(profile, row, names),
        Statements.atMs(profile, row));
  }
}
