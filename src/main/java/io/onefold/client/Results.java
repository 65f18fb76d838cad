package io.onefold.client;

import io.onefold.message.entrance.Said;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;

/**
 * What nodes say, as results of the calls.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class Results {

  private Results() {}

  /** Reads what was said to a call of one kind. */
  @FunctionalInterface
  interface Reading<T> {

    /**
     * @throws NodeFailed if it is no answer to such a call
     */
    T read(Said said);
  }

  static EventResult event(Said said) {
    return switch (said) {
      case Said.Accepted(List<Said.Fault> faults) ->
          new Accepted(faults.stream().map(Results::rejected).toList());
      case Said.Refused refused -> rejected(refused);
      case Said.Busy busy -> busy(busy);
      case Said.Failed failed -> throw failure(failed);
      case Said.Document _, Said.Places _ -> throw unexpected(said);
    };
  }

  static ProfileResult profile(Said said) {
    return switch (said) {
      case Said.Document(byte[] json) -> new Found(Buffer.buffer(json));
      case Said.Refused refused when refused.status() == Said.Refused.NOT_FOUND -> new NotFound();
      case Said.Refused refused -> rejected(refused);
      case Said.Busy busy -> busy(busy);
      case Said.Failed failed -> throw failure(failed);
      case Said.Accepted _, Said.Places _ -> throw unexpected(said);
    };
  }

  static PersonalizeResult personalize(Said said) {
    return switch (said) {
      case Said.Document(byte[] json) -> new Decision(Buffer.buffer(json));
      case Said.Refused refused -> rejected(refused);
      case Said.Busy busy -> busy(busy);
      case Said.Failed failed -> throw failure(failed);
      case Said.Accepted _, Said.Places _ -> throw unexpected(said);
    };
  }

  private static RejectedEvent rejected(Said.Fault fault) {
    return new RejectedEvent(fault.index(), fault.code(), fault.message(), fault.field());
  }

  private static Rejected rejected(Said.Refused refused) {
    return new Rejected(refused.code(), refused.message(), refused.field());
  }

  private static Busy busy(Said.Busy busy) {
    return new Busy(busy.code(), Duration.ofMillis(busy.retryAfterMs()));
  }

  private static NodeFailed failure(Said.Failed failed) {
    return new NodeFailed("the node failed; its log has " + failed.id());
  }

  private static NodeFailed unexpected(Said said) {
    return new NodeFailed("unexpected answer " + said.getClass().getSimpleName());
  }
}
