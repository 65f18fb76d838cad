package io.onefold.message.entrance;

/**
 * The answer to one call.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param number of the call
 * @param shard where the profile lives that the call was about, or {@link #NOWHERE}
 * @param here whether the node that answers has that shard: then the call took one hop
 */
public record Answered(long number, int shard, boolean here, Said said) {

  /** The call was about no profile, or about several. */
  public static final int NOWHERE = -1;

  public Answered {
    if (shard < NOWHERE) {
      throw new IllegalArgumentException("shard " + shard);
    }
  }
}
