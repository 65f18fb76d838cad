package io.onefold.journal.hazelcast.model;

import java.util.function.Supplier;

/** A rule of the journal that is left out, and the smallest scope in which that shows. */
enum Broken {

  /** All rules are kept. */
  NOTHING(() -> Scope.TINY),

  /** Doubt is decided by reading: what stands on the owner's copy counts. */
  DOUBT_IS_READ(() -> Scope.TINY),

  /** A write is confirmed although the copy has no member. */
  ONE_COPY_IS_ENOUGH(() -> Scope.ALONE),

  /** A copy decides for itself whether it takes over what the owner wrote. */
  COPY_DECIDES(() -> Scope.COPIES),

  /** A take-over does not write back the last batches that it read. */
  TAIL_IS_TRUSTED(() -> Scope.COPIES),

  /** An owner serves before its EPOCH is proven. */
  EPOCH_IS_UNPROVEN(() -> Scope.COPIES),

  /** An owner serves without EPOCH. */
  NO_EPOCH(() -> Scope.ZOMBIES),

  /** EPOCH is put over any record of a lower epoch. */
  BLIND_EPOCH(() -> Scope.ZOMBIES),

  /** Batches are acknowledged as they are confirmed. */
  OUT_OF_ORDER(() -> Scope.ZOMBIES),

  /** A take-over does not claim the head, so the former owner goes on to trim. */
  NO_CLAIM(() -> Scope.RETURNS),

  /**
   * An owner commits after the table of partitions has changed, without proving its claim again.
   */
  NO_RENEWAL(() -> Scope.RETURNS);

  private final Supplier<Scope> scope;

  Broken(Supplier<Scope> scope) {
    this.scope = scope;
  }

  Scope scope() {
    return scope.get();
  }
}
