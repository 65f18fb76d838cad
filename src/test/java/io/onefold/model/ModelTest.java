package io.onefold.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A sample of the full search, and the proof that the search can fail. */
class ModelTest {

  /** States of each chapter: all of them together take about half a minute. */
  private static final int CHAPTER_STATES = 120_000;

  private static final int WALKS = 5_000;

  /** The rarest shows about once in two thousand walks. */
  private static final int WALKS_MAX = 40_000;

  private static final int SCOPE_STATES_MAX = 40_000;

  @Test
  void sample_ofAllChapters_violatesNothing(TestReporter reporter) {
    long seed = new Random().nextLong(1L << 40);
    for (Catalogue.Chapter chapter : Catalogue.full()) {
      Tally tally = new Tally();
      for (Scope scope : Catalogue.shuffled(chapter.scopes(), seed)) {
        if (tally.states() < CHAPTER_STATES) {
          tally.add(Search.run(scope, SCOPE_STATES_MAX));
        }
      }
      reporter.publishEntry("seed " + seed + ", " + chapter.name(), tally.toString());
      assertThat(tally.violations()).as("seed %d, %s", seed, chapter.name()).isEmpty();
    }
  }

  /** The cases that the rules of parts and of erasing were made for, always and to the end. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SS ab,ab replace:b",
        "SS ab,b split:b",
        "SSS ab,bc loosen:b",
        "SSS ac,bc loosen:c",
        "SS b,ab erase:a",
        "SS ab,b remove:b erase:a crashes:0",
        "SS ab,ab loosen:b replace:b crashes:0",
        "PPD ac,bc forgetful",
        "PPD ac,bc latest",
        "PPD ac,bc latest erase:b crashes:0"
      })
  void scope_ofEachRule_violatesNothing(String scope) {
    Finding finding = Search.run(Notation.parse(scope), Integer.MAX_VALUE);
    assertThat(finding.isClean()).as(finding.toString()).isTrue();
  }

  static Stream<Broken> searched() {
    return Stream.of(Broken.values()).filter(rule -> rule != Broken.NOTHING && !rule.byWalking);
  }

  @ParameterizedTest
  @MethodSource("searched")
  void search_withoutRule_findsViolation(Broken rule) {
    Finding finding = Search.run(Notation.parse(rule.scope).without(rule), Integer.MAX_VALUE);
    assertThat(finding.violation()).as(finding.toString()).startsWith(rule.caughtBy + " ");
    assertThat(finding.trace()).isNotEmpty();
  }

  static Stream<Broken> walked() {
    return Stream.of(Broken.values()).filter(rule -> rule.byWalking);
  }

  @ParameterizedTest
  @MethodSource("walked")
  void walks_withoutRule_findViolation(Broken rule) {
    Scope scope = Notation.parse(rule.scope).without(rule);
    Optional<String> first =
        LongStream.rangeClosed(1, WALKS_MAX)
            .mapToObj(seed -> Walk.run(seed, scope))
            .flatMap(Optional::stream)
            .findFirst();
    assertThat(first).as(rule.toString()).isPresent();
    assertThat(first.get()).startsWith(rule.caughtBy + " ");
  }

  @Test
  void walks_throughLargeScopes_violateNothing() {
    long first = new Random().nextLong(1L << 40); // a failure names its seed
    assertThat(LongStream.range(first, first + WALKS).mapToObj(Walk::run))
        .allMatch(Optional::isEmpty);
  }

  /** Messages that are left out because nobody heeds them change nothing that can be reached. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSS ab,bc",
        "SS b,ab loosen:b",
        "SS ab,ab replace:b",
        "SS b,ab erase:a",
        "PPD ac,bc latest"
      })
  void search_withoutDeadMessages_findsTheSame(String text) {
    Scope scope = Notation.parse(text);
    assertThat(Search.statesWithoutNetwork(scope, false))
        .isEqualTo(Search.statesWithoutNetwork(scope, true));
  }

  @Test
  void notation_ofScope_isReadBack() {
    List<Scope> scopes = Catalogue.full().stream().flatMap(c -> c.scopes().stream()).toList();
    assertThat(scopes)
        .hasSizeGreaterThan(1_000)
        .allMatch(scope -> Notation.parse(scope.toString()).equals(scope));
  }
}
