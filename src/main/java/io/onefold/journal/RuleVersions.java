package io.onefold.journal;

import io.vertx.core.Future;
import java.util.Optional;

/**
 * Every set of rules that an account was ever governed by, under the number that decisions name.
 *
 * <p><b>Threading.</b> Thread-safe. Futures complete on the caller's context.
 *
 * <p><b>Bounds.</b> Keeps all texts for good: rules change by hand.
 *
 * <p><b>Errors.</b> Futures fail when the store cannot be reached; any call may be repeated.
 */
public interface RuleVersions {

  /**
   * The number of these rules: that of the account's newest ones when they are the same text, else
   * the next one, under which the text is kept. The first is 1. Nodes that ask at once for the same
   * text get the same number.
   *
   * @param canonicalJson written so that equal rules are equal texts
   */
  Future<Integer> versionOf(int accountId, String canonicalJson);

  /** The text of a number that {@link #versionOf} gave; empty for any other. */
  Future<Optional<String>> text(int accountId, int version);
}
