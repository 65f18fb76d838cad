package io.onefold.http.hand;

import io.onefold.event.ProfileId;
import io.onefold.http.access.AccessKey;
import io.onefold.http.edge.Arrival;
import io.onefold.http.edge.AuditLog;
import io.onefold.http.edge.AuditLog.Outcome;
import io.onefold.http.edge.Edge;
import io.onefold.http.wire.Replies.Fields;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what has been written into the audit before, and writes down what came of it.
 *
 * <pre>
 *   intention written? ─ no ─▶ 503, nothing done
 *     └ yes ─▶ do it ─▶ answer ─▶ outcome written
 * </pre>
 *
 * <p>An outcome that is not known, and one that cannot be written, leaves the intention alone in
 * the audit: it may have been done.
 *
 * <p><b>Threading.</b> Confined to one event loop.
 */
public final class Deeds {

  private static final Logger LOG = LoggerFactory.getLogger(Deeds.class);

  private final Edge edge;
  private final AuditLog audit;

  public Deeds(Edge edge, AuditLog audit) {
    this.edge = edge;
    this.audit = audit;
  }

  /** Something that {@code key} is about to do to a profile. */
  Deed toProfile(AccessKey key, String action, ProfileId profile, Fields detail) {
    return new Deed(edge.newMessageId(), key, action, Optional.of(profile.text()), detail);
  }

  /** Something that {@code key} is about to do to no profile. */
  Deed toAccount(AccessKey key, String action, Fields detail) {
    return new Deed(edge.newMessageId(), key, action, Optional.empty(), detail);
  }

  /**
   * Does a deed.
   *
   * @param work begins it, and completes with what came of it
   * @param answer answers the request, and says what came of it in words of the audit
   */
  <T> void run(
      Arrival arrival, Deed deed, Supplier<Future<T>> work, Function<T, Deed.Ending> answer) {
    begin(deed)
        .onSuccess(
            written ->
                edge.failures()
                    .guard(arrival.response(), () -> work(arrival, deed, work.get(), answer)))
        .onFailure(away -> refuse(arrival, away));
  }

  private <T> void work(
      Arrival arrival, Deed deed, Future<T> work, Function<T, Deed.Ending> answer) {
    work.onSuccess(
            result ->
                edge.failures().guard(arrival.response(), () -> end(deed, answer.apply(result))))
        .onFailure(
            failure -> {
              edge.failures().answer(arrival.response(), failure);
              end(deed, Deed.Ending.failed("internal_error"));
            })
        .onComplete(done -> edge.meters().changed(arrival.tookNs()));
  }

  /** Writes down that it is about to be done. */
  Future<String> begin(Deed deed) {
    return append(deed, Outcome.ACCEPTED, deed.detail());
  }

  /** Writes down what came of it, if that is known. */
  void end(Deed deed, Deed.Ending ending) {
    ending
        .outcome()
        .ifPresent(
            outcome ->
                append(deed, outcome, ending.detail())
                    .onFailure(
                        away ->
                            LOG.warn(
                                "the outcome of {} {} is not in the audit: {}",
                                deed.action(),
                                deed.id(),
                                away.toString())));
  }

  /** The audit cannot be written: nothing is done. */
  void refuse(Arrival arrival, Throwable away) {
    LOG.warn("the audit cannot be written: {}", away.toString());
    edge.replies()
        .unavailable(
            arrival.response(),
            edge.replies()
                .error(
                    "audit_unavailable",
                    "nothing was done, since it cannot be written into the audit: send the same"
                        + " again later",
                    ""));
  }

  private Future<String> append(Deed deed, Outcome outcome, Fields detail) {
    String json =
        edge.replies()
            .object(
                out -> {
                  out.writeStringField("operation", deed.id());
                  detail.write(out);
                })
            .toString(StandardCharsets.UTF_8);
    return audit.append(
        deed.key().accountId(),
        new AuditLog.Entry(
            "",
            System.currentTimeMillis(),
            deed.key().keyName(),
            deed.action(),
            deed.subject().orElse(""),
            json,
            outcome));
  }
}
