package io.onefold.decode.rules;

/**
 * How many people were named by a browser that nobody vouched for, and so were not linked.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param unsigned on events without any hash
 * @param wronglySigned on events with hashes, none of which was of them
 */
public record Unvouched(int unsigned, int wronglySigned) {

  public static final Unvouched NONE = new Unvouched(0, 0);

  static Unvouched of(int unsigned, int wronglySigned) {
    return (unsigned | wronglySigned) == 0 ? NONE : new Unvouched(unsigned, wronglySigned);
  }
}
