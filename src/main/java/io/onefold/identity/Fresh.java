package io.onefold.identity;

import io.onefold.event.Hash128;
import io.onefold.event.ProfileId;

/**
 * New ids, drawn by the carrier, so that the steps stay free of randomness.
 *
 * <p><b>Threading.</b> Used on the shard's thread only.
 */
public interface Fresh {

  /** An id never used before, born at {@code nowMs} on this shard. */
  ProfileId profileId(long nowMs);

  /** 128 random bits that nobody can guess, for a tracking id. */
  Hash128 nonce();
}
