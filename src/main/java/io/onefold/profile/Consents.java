package io.onefold.profile;

import io.onefold.event.Consent;
import io.onefold.event.Event;
import io.onefold.event.Value;
import java.util.ArrayList;
import java.util.List;

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

  static List<ProfileFacts.ConsentFact> facts(Packed profile, Names names) {
    List<ProfileFacts.ConsentFact> facts = new ArrayList<>();
    ROWS.winners(profile, Survivorship::prefersConsent, names)
        .forEach((purpose, row) -> facts.add(fact(profile, purpose, row, names)));
    return List.copyOf(facts);
  }

  private static ProfileFacts.ConsentFact fact(
      Packed profile, String purpose, int row, Names names) {
    return new ProfileFacts.ConsentFact(
        purpose,
        granted(profile, row),
        Statements.source(profile, row, names),
        Statements.atMs(profile, row));
  }
}
