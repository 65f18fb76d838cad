/**
 * What the shards are told and what they answer.
 *
 * <p><b>What.</b> {@link io.onefold.message.Message} is everything that can arrive at a shard: an
 * event, a question, or a step of the protocol that unites two profiles. {@link
 * io.onefold.message.Answer} is what the edge gets back. {@link io.onefold.message.Signals} are the
 * addresses at which shards tell what has happened, whoever may listen: a renewed tracking id at
 * {@code onefold.signal.tracking_id_renewed}. Package {@code wire} is how they look on their way to
 * another node.
 *
 * <p><b>Rules.</b> A message between shards may be delivered twice, late, out of order or never;
 * each form therefore carries all that its handler needs. No message and no answer leaves a shard
 * before the state that caused it is committed.
 *
 * <p><b>Why.</b> The sealed forms are the whole protocol on one page; a handler that forgets one
 * does not compile.
 */
package io.onefold.message;
