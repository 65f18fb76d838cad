package io.onefold.journal;

import io.vertx.core.Future;
import java.util.List;

/**
 * Who is to stay forgotten: a list for each shard that stands beside its checkpoints and outlives
 * them, so that no older checkpoint brings anybody back.
 *
 * <pre>
 *   decided ─▶ committed ─▶ write ─▶ acknowledged        checkpoint: needs version 7
 *                                                        restore:    found version 7 or above, or
 *                                                                    the shard does not serve
 * </pre>
 *
 * <p><b>Threading.</b> Thread-safe across shards; for one shard the calls come from one context at
 * a time. Futures complete on the caller's context.
 *
 * <p><b>Bounds.</b> Grows by about 120 bytes in the store for each subject ever suppressed.
 *
 * <p><b>Errors.</b> Futures fail when the store cannot be reached, and a read with an {@link
 * IllegalArgumentException} that names the shard when an entry is damaged. Any call may be
 * repeated.
 */
public interface Suppressions {

  /**
   * Makes changes, all or none of which are seen. Those that hold already, or are overruled by a
   * later one, change nothing; each other one counts the version up.
   *
   * @return the version that contains them
   */
  Future<Long> write(int shard, List<SuppressionChange> changes);

  /** The list as it is now; {@link Suppressed#NONE} where nothing was ever written. */
  Future<Suppressed> read(int shard);

  /**
   * Sees to it that the store has at least {@code known}, which it had confirmed before: a store
   * that has lost some of it gets it again. Costs one look when it has not.
   */
  Future<Void> ensure(int shard, Suppressed known);
}
