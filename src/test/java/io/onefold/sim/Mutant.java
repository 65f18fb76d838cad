package io.onefold.sim;

import java.util.List;

/**
 * A rule of the protocol, broken in the source: what the code says, and what it says instead. A
 * check that cannot fail proves nothing, so each of these must be caught.
 *
 * @param name the rule that is broken
 * @param edits places to change; each text must stand exactly once in its file
 * @param caughtAs what the violation may begin with
 */
record Mutant(String name, List<Edit> edits, String caughtAs) {

  /** One change to one file under {@code src/main/java/io/onefold}. */
  record Edit(String file, String original, String replacement) {}

  static final List<Mutant> ALL =
      List.of(
          new Mutant(
              "M1 the winner forgets the offers it turned down",
              List.of(
                  new Edit(
                      "identity/MergeSteps.java",
                      "t -> t.attempt() >= message.attempt()",
                      "t -> t.attempt() > 1_000_000")),
              "I4|I2|I1|I3|I5"),
          new Mutant(
              "M2 reservations are not carried by a merge",
              List.of(
                  new Edit(
                      "identity/LinkState.java",
                      "loser.held.forEach(this::add);",
                      "loser.held.stream().filter(h -> h.pending() == null).forEach(this::add);"),
                  new Edit(
                      "identity/LinkState.java",
                      "loser.edges.forEach(this::add);",
                      "loser.edges.stream().filter(e -> find(e.from()).isPresent()"
                          + " && find(e.to()).isPresent()).forEach(this::add);")),
              "I3|L"),
          new Mutant(
              "M3 the direction of a link does not follow the order of ids",
              List.of(
                  new Edit(
                      "identity/MergeSteps.java", "if (other.beats(live.id())) {", "if (true) {")),
              "I1"),
          new Mutant(
              "M4 the message ids seen are not merged",
              List.of(
                  new Edit("identity/Partition.java", "winner.seen().addAll(offer.seen());", ";")),
              "I4"),
          new Mutant(
              "M5 an offer is absorbed again when it comes twice",
              List.of(
                  new Edit(
                      "identity/MergeSteps.java",
                      "case Entry.Live live ->\n          isPartOf(turn, live, message.loser())",
                      "case Entry.Live live ->\n          message.attempt() < 0")),
              "I4"),
          new Mutant(
              "M8 the loser is not frozen while it is offered",
              List.of(
                  new Edit(
                      "identity/EventSteps.java",
                      "case Entry.Moving moving -> new Handled.Waits(profile);",
                      "case Entry.Moving moving -> applyTo(turn, moving.frozen(), message);"),
                  new Edit(
                      "identity/Partition.java",
                      "return (Entry.Live) profiles.get(id);",
                      "return held(profiles.get(id));")),
              "I4|I5"),
          new Mutant(
              "M9 repeated message ids are not recognised",
              List.of(
                  new Edit(
                      "identity/EventSteps.java",
                      "boolean duplicate = live.seen().contains(event.id().fingerprint());",
                      "boolean duplicate = false;")),
              "I4"),
          new Mutant(
              "M10 the loser forwards before the winner has decided",
              List.of(
                  new Edit(
                      "identity/MergeSteps.java",
                      "offer(turn, (Entry.Moving) turn.partition().profiles().get(live.id()));",
                      "offer(turn, (Entry.Moving) turn.partition().profiles().get(live.id()));"
                          + " turn.decide(new Decision.Forwarded(live.id(), other, attempt));")),
              "I4|I3|I5"),
          new Mutant(
              "M13 a page may change while a checkpoint copies it",
              List.of(
                  new Edit("identity/Capture.java", "profiles.onChange(this::copyFirst);", ";")),
              "I4|I3|I2|I1|facts|L"),
          new Mutant(
              "M14 identifiers are claimed before they are reserved",
              List.of(
                  new Edit(
                      "identity/Joins.java",
                      "case Verdict.Reserve() -> state.observe(identifier, event, cause);",
                      "case Verdict.Reserve() -> {}"),
                  new Edit(
                      "identity/Joins.java",
                      "if (i > 0 && !(verdict instanceof Verdict.KeepOut)) {",
                      "if (i > 0 && verdict == null) {")),
              "I3|L"));

  @Override
  public String toString() {
    return name;
  }
}
