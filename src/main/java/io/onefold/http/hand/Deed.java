package io.onefold.http.hand;

import io.onefold.http.access.AccessKey;
import io.onefold.http.edge.AuditLog.Outcome;
import io.onefold.http.wire.Replies.Fields;
import java.util.Optional;

/**
 * Something that somebody is about to do.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param id tells it from others; stands beside the intention and the outcome in the audit
 * @param subject id of the profile that it is done to; empty when it is done to none
 * @param detail what the audit says of it, without personal data
 */
record Deed(String id, AccessKey key, String action, Optional<String> subject, Fields detail) {

  /**
   * What came of it.
   *
   * @param outcome empty when it is not known
   * @param detail what the audit says of that, without personal data
   */
  record Ending(Optional<Outcome> outcome, Fields detail) {

    /** It may have been done, or may still be. */
    static final Ending UNKNOWN = new Ending(Optional.empty(), out -> {});

    static Ending done(Fields detail) {
      return new Ending(Optional.of(Outcome.DONE), detail);
    }

    static Ending refused(String reason) {
      return new Ending(
          Optional.of(Outcome.REFUSED), out -> out.writeStringField("reason", reason));
    }

    static Ending failed(String reason) {
      return new Ending(Optional.of(Outcome.FAILED), out -> out.writeStringField("reason", reason));
    }
  }
}
