package io.onefold.shard;

/**
 * What is stored of a shard is damaged, or was written with another key or number of shards. The
 * message names the place and the way out; only a person may decide to go on.
 *
 * <p><b>Threading.</b> Immutable.
 */
public final class RestoreRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RestoreRefused(String why) {
    super(why, null, false, false);
  }
}
