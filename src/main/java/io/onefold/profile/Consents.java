package io.onefold.profile;

import io.onefold.event.Consent;
import io.onefold.event.Event;
import io.onefold.event.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Consent by purpose, see {@link Statements}: the last answer is kept of each purpose, source and
 * route identifier. A purpose without an answer has no row; silence is neither yes nor no.
 *
 * <p><b>Threading.</b> Stateless.
 *
 * <p><b>Bounds.</b> {@link #PURPOSES_MAX} purposes; an answer takes 24 bytes, so that 64 × 32 × 24
 * bytes = 49 KB bound the section.
 */
final class Consents {

  static final int PURPOSES_MAX = 64;

  static final Statements ROWS = new Statements(Section.CONSENTS, PURPOSES_MAX, Integer.MAX_VALUE);

  private static final Value YES = new Value(Value.Kind.BOOLEAN, "true");
  private static final Value NO = new Value(Value.Kind.BOOLEAN, "false");

  private Consents() {}

  static void fold(Packed profile, Event event, int route, Names names) {
    List<Consent> consents = event.facts().consents();
    for (int i = 0; i < consents.size(); i++) {
      Consent consent = consents.get(i);
      int purpose = names.idOf(consent.purpose(), event.origin().accountId());
      if (purpose != Names.OTHER_ID) {
        int word = Translation.word(route, purpose);
        int length = ROWS.length(profile);
        ROWS.fold(profile, word, consent.granted() ? YES : NO, event);
        if (ROWS.length(profile) > length) {
          ROWS.trim(profile, word, names);
        }
      }
    }
  }

  static boolean granted(Packed profile, int row) {
    return Statements.value(profile, row).equals(YES);
  }

  static List<ProfileFacts.ConsentFact> facts(Packed profile, Choice choice) {
    Set<Integer> purposes = new HashSet<>();
    ROWS.collectNames(profile, purposes);
    List<ProfileFacts.ConsentFact> facts = new ArrayList<>();
    for (int purpose : purposes) {
      int row = choice.answer(profile, ROWS.rows(profile, purpose));
      facts.add(
          new ProfileFacts.ConsentFact(
              choice.names().name(purpose),
              granted(profile, row),
              Statements.source(profile, row, choice.names()),
              Statements.atMs(profile, row)));
    }
    facts.sort(Comparator.comparing(ProfileFacts.ConsentFact::purpose));
    return List.copyOf(facts);
  }
}
