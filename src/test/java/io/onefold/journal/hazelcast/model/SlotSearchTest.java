package io.onefold.journal.hazelcast.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.journal.hazelcast.model.SlotSearch.Finding;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** All states of the small scopes, and the proof that the search can fail. */
class SlotSearchTest {

  static Stream<Scope> scopes() {
    return Stream.concat(
        Stream.of(Broken.values()).map(Broken::scope).distinct(), Scope.wider().stream());
  }

  @ParameterizedTest
  @MethodSource("scopes")
  void scope_withAllRules_losesNothing(Scope scope, TestReporter reporter) {
    Finding finding = SlotSearch.run(scope, Integer.MAX_VALUE);
    reporter.publishEntry(finding.toString());
    assertThat(finding.violation()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NOTHING")
  void scope_withoutRule_findsViolation(Broken rule, TestReporter reporter) {
    Finding finding = SlotSearch.run(rule.scope().without(rule), Integer.MAX_VALUE);
    reporter.publishEntry(finding.toString());
    assertThat(finding.violation()).as(finding.toString()).isPresent();
  }
}
