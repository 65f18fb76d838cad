package io.onefold.shard;

import java.util.List;

/**
 * The life of a shard on its node.
 *
 * <pre>
 *                 read and verified
 *   Restoring ───────────────────────▶ Serving ◀──────▶ Stalled     the journal does not answer
 *     │   ▲                             │ │ │              │
 *     │   └── after a pause ── Failed ◀─┘ │ │ stop         │ fenced
 *     │ damaged               a defect    │ │              │
 *     ▼                            fenced ▼ ▼              ▼
 *   Failed                             Closed ◀────────────┘
 * </pre>
 *
 * <p><b>Threading.</b> Immutable; one thread sets it, any may read it.
 */
public sealed interface ShardState {

  /** The checkpoint and the journal's tail are being read. */
  record Restoring() implements ShardState {}

  /** Messages are taken. */
  record Serving() implements ShardState {}

  /** Reads are answered, events are not: the journal does not answer. */
  record Stalled() implements ShardState {}

  /**
   * What is stored cannot be trusted, and a person has to decide; or a defect has spoilt what is in
   * memory, and it is read again in a while.
   */
  record Failed(String why) implements ShardState {}

  /** Another owner serves this shard, or the node stops. */
  record Closed(String why) implements ShardState {}

  /** One word for it, of which there are few: for meters. */
  default String word() {
    return switch (this) {
      case Restoring() -> "restoring";
      case Serving() -> "serving";
      case Stalled() -> "stalled";
      case Failed _ -> "failed";
      case Closed _ -> "closed";
    };
  }

  /** All words that there are. */
  List<String> WORDS = List.of("restoring", "serving", "stalled", "failed", "closed");

  /** What to tell a person who asks why the shard does not serve; empty when it does. */
  default String obstacle() {
    return switch (this) {
      case Restoring() -> "restoring";
      case Serving() -> "";
      case Stalled() -> "journal_unavailable";
      case Failed(String why) -> why;
      case Closed(String why) -> why;
    };
  }
}
