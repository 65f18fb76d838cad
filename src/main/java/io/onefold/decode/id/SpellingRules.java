package io.onefold.decode.id;

/**
 * What an account wants to be the same value, beyond what is for everybody.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param lowerCaseCustomerIds whether case does not tell customer ids apart
 * @param gmail whether the ways to write one Gmail address are one
 * @param plusTags whether what follows a plus sign does not matter at any provider
 */
public record SpellingRules(boolean lowerCaseCustomerIds, boolean gmail, boolean plusTags) {

  /** What is safe for everybody. */
  public static final SpellingRules STANDARD = new SpellingRules(false, false, false);
}
