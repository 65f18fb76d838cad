package io.onefold.message;

import java.util.List;

/**
 * A question about one profile.
 *
 * <p><b>Threading.</b> Immutable.
 */
public sealed interface View {

  /** The account that asks; a profile of another one is answered as not found. */
  int accountId();

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

  /** The profile and those it absorbed: where the parts of its history lie. */
  record Parts(int accountId) implements View {}

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
