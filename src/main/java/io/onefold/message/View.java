package io.onefold.message;

import io.onefold.event.Hash128;
import java.util.List;

/**
 * A question about one profile.
 *
 * <p><b>Threading.</b> Immutable.
 */
public sealed interface View {

  /** The account that asks; a profile of another one is answered as not found. */
  int accountId();

  /** Whether a profile that nobody is behind is as good as none. */
  default boolean ofAPerson() {
    return true;
  }

  /**
   * The whole profile as JSON.
   *
   * @param requestedId what the caller asked for, repeated in the answer
   * @param currency the account's reporting currency
   */
  record Full(int accountId, String requestedId, String currency) implements View {}

  /** Identifiers, links, merges and refusals as JSON. */
  record Identity(int accountId, String requestedId) implements View {}

  /** What a website may see, as JSON. */
  record Projected(int accountId, Projection projection) implements View {}

  /**
   * What the profile is called, and what became of something that was done to it by hand.
   *
   * @param operation message id of the cause of a merge by hand, empty when none is asked about
   */
  record Standing(int accountId, String operation) implements View {}

  /** What the profile calls an identifier, if it holds it. */
  record Holding(int accountId, Hash128 identifier) implements View {}

  /** The profile and those it absorbed: where the parts of its history lie. */
  record Parts(int accountId) implements View {}

  /** The profile's identity in bytes, to try an event out on. */
  record Copy(int accountId) implements View {
    @Override
    public boolean ofAPerson() {
      return false;
    }
  }

  /**
   * Which parts of a profile a website may see.
   *
   * @param attributes keys of attributes
   * @param metrics names of metrics
   * @param consentPurpose what a person must not have refused to be shown to a website
   */
  record Projection(
      String name,
      List<String> attributes,
      List<String> metrics,
      boolean segments,
      boolean predictions,
      String consentPurpose) {
    public Projection {
      attributes = List.copyOf(attributes);
      metrics = List.copyOf(metrics);
    }
  }
}
