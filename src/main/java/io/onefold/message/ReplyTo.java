package io.onefold.message;

/**
 * Takes the one answer to a message, from whichever shard gives it in the end.
 *
 * <p><b>Threading.</b> {@link #answer} may be called on any event loop, at most once; it must not
 * block and must not call back into the shard.
 */
@FunctionalInterface
public interface ReplyTo {

  void answer(Answer answer);
}
