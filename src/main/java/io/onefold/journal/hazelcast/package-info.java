/**
 * The journal of every shard in the memory of a cluster: two copies of what is committed, on two
 * nodes, without a lock.
 *
 * <p><b>What.</b> {@link io.onefold.journal.hazelcast.HazelcastShardJournal} is the port's
 * implementation. A batch stands at the slot of its seq; the head of a shard names its owner, where
 * its log begins, and its checkpoint.
 *
 * <pre>
 *   head {epoch 4, writer, floor 3·100, checkpoint 3·104}
 *   slots … 101  102  103  104  105  106  107         108    109  110  111
 *           3·   3·   3·   3·   3·   3·   EPOCH 4     (3·)        (3·)
 *           └ kept for readers ┘└ log ──┘ └ next place └ leftovers, sent before EPOCH stood
 * </pre>
 *
 * <p>A take-over claims the head, which ends the former owner's checkpoints and trims; reads to the
 * tail; writes back the last batches there, since their owner may have died before they were on all
 * copies; and puts its EPOCH where the next batch would go, if exactly what it saw is there still.
 * EPOCH has no seq of its own: the owner's first batch takes its place, conditional on that very
 * record.
 *
 * <p><b>Rules.</b> Nothing is written but on the condition of what stands there. A write counts
 * only when it was confirmed while the owner held the shard, a member was there for each copy, and
 * the table of partitions had the version that it had before; else it is written again. Nothing in
 * doubt is decided by reading: a read asks the owner's copy and says nothing of the others. After
 * any change of that table an owner proves its claim of the head again before it commits. What
 * stands at or below the floor is not the log's, whatever it is.
 *
 * <p><b>Why.</b> A zombie's write at a place that was taken fails against the record there. At a
 * place that was trimmed it may succeed, however late; but nobody reads there, and it is not
 * acknowledged: places are trimmed for a new owner only after that claimed the head as the holder
 * of the partition, so the zombie has seen another version since, or sees it before it commits. And
 * a leftover further on has a lower epoch than the batch before it.
 */
package io.onefold.journal.hazelcast;
