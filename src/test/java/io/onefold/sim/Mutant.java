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

  /** Those that show once in thousands of runs. */
  private static final List<String> RARE = List.of("M25", "M27");

  /** Whether it takes minutes to catch it. */
  boolean rare() {
    return RARE.stream().anyMatch(number -> name.startsWith(number + " "));
  }

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
                  new Edit("identity/MergeFold.java", "winner.seen().addAll(offer.seen());", ";")),
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
              "I3|L"),
          new Mutant(
              "M16 a cut link may be tied again",
              List.of(
                  new Edit(
                      "identity/Rules.java",
                      "if (one.partings.keepApart(mine, theirs)"
                          + " || other.partings.keepApart(mine, theirs)) {",
                      "if (false) {")),
              "I9"),
          new Mutant(
              "M17 a hint overwrites what the identifier leads to",
              List.of(
                  new Edit(
                      "identity/ClaimSteps.java",
                      "if (message.from().equals(known) && message.to().beats(known)) {",
                      "if (known != null && message.to().beats(known)) {")),
              "I|L|facts"),
          new Mutant(
              "M19 a part does not know the message ids that were seen",
              List.of(new Edit("identity/PartFold.java", "from.seen().copy()", "new Seen()")),
              "I4"),
          new Mutant(
              "M20 who gave an identifier away does not remember to whom",
              List.of(
                  new Edit(
                      "identity/EventSteps.java",
                      "state.partings.departure(route);",
                      "Optional.<Partings.Departed>empty();"),
                  new Edit(
                      "identity/LossSteps.java",
                      "turn.links(live).accountsFor(identifier)",
                      "turn.links(live).holds(identifier)")),
              "I|L|facts"),
          new Mutant(
              "M21 an answer to an older claim passes for one to the present one",
              List.of(
                  new Edit(
                      "identity/ClaimSteps.java",
                      "d.generation() > generation",
                      "d.generation() > 1_000_000 + generation"),
                  new Edit(
                      "identity/ClaimSteps.java",
                      "cause.fingerprint() == fingerprint",
                      "fingerprint != 0")),
              "I|L|facts"),
          new Mutant(
              "M23 an identifier of somebody erased is given out again",
              List.of(
                  new Edit(
                      "identity/EventSteps.java",
                      "turn.partition().marks().suppressed(route)",
                      "false")),
              "E|I"),
          new Mutant(
              "M25 what an erased profile had absorbed may come back",
              List.of(
                  new Edit(
                      "identity/MergeSteps.java",
                      "return left.merged().contains(message.loser())",
                      "return left.merged().isEmpty() && left.merged().contains(message.loser())")),
              "E|I|L"),
          new Mutant(
              "M27 a quarantined claim is refused without a look at whose it is",
              List.of(
                  new Edit(
                      "identity/ClaimSteps.java",
                      "if (MergeSteps.isPartOf(turn, live, message.owner())) {",
                      "if (!message.quarantined()"
                          + " && MergeSteps.isPartOf(turn, live, message.owner())) {")),
              "I3"),
          new Mutant(
              "M28 events stay counted where they came in",
              List.of(
                  new Edit(
                      "identity/Counts.java",
                      "account.events += sign * live.facts().eventCount();",
                      ";")),
              "I10"),
          new Mutant(
              "M29 a rebuild from the links leaves one out",
              List.of(
                  new Edit(
                      "identity/Canonical.java",
                      "state.edges.stream().sorted(BY_FIRST_EVENT)",
                      "state.edges.stream().sorted(BY_FIRST_EVENT).skip(1)")),
              "C"));

  @Override
  public String toString() {
    return name;
  }

  /**
   * Those that another rule makes good in all runs that were tried. A test of the rule alone sees
   * them: {@code caughtAs} is its class and method.
   */
  static final List<Mutant> ALONE =
      List.of(
          new Mutant(
              "M15 cut links are forgotten",
              List.of(
                  new Edit(
                      "identity/PartFold.java",
                      "mine.partings.sever(cut);\n    theirs.partings.sever(cut);",
                      ";")),
              "io.onefold.shard.StrayMessagesTest#event_fromBeforeTheCut_doesNotRejoin"),
          new Mutant(
              "M18 an identifier follows the last message, not the latest part",
              List.of(
                  new Edit(
                      "identity/PartSteps.java",
                      "if (message.generation() > known) {",
                      "if (true) {")),
              "io.onefold.shard.StrayMessagesTest#reassignment_toldAgainLate_doesNotTakeTheIdentifierBack"),
          new Mutant(
              "M22 profiles are united for an identifier that one of them has given away",
              List.of(
                  new Edit(
                      "identity/Rules.java",
                      "return tied ? Optional.empty() : Optional.of(Refusal.STALE);",
                      "return Optional.empty();")),
              "io.onefold.identity.RulesTest#identifierThatOneHasGivenAway_doesNotUnite"));
}
