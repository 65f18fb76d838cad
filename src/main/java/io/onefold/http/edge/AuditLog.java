package io.onefold.http.edge;

import io.vertx.core.Future;
import java.util.List;

/**
 * Where it is written down who did what to an account's data, as the edge needs it.
 *
 * <p><b>Threading.</b> Thread-safe; futures complete on the caller's context.
 *
 * <p><b>Errors.</b> A future fails when the log cannot be reached; an entry may stand there then or
 * not.
 */
public interface AuditLog {

  /** What became of it. */
  enum Outcome {
    /** It is done. */
    DONE,
    /** It was taken on. */
    ACCEPTED,
    /** It was not allowed, or made no sense. */
    REFUSED,
    /** It did not succeed. */
    FAILED
  }

  /**
   * One thing that somebody did.
   *
   * @param id its place in the log; empty before it is appended
   * @param actor name of the key that was used
   * @param action for example {@code profile.split}
   * @param subject the profile that it was done to, empty when there is none; never an identifier
   * @param detailJson a JSON object without personal data
   */
  record Entry(
      String id,
      long atMs,
      String actor,
      String action,
      String subject,
      String detailJson,
      Outcome outcome) {}

  /** Adds an entry at the end; answers its id. */
  Future<String> append(int accountId, Entry entry);

  /** Whether a text, as it may come from outside, can be the id of an entry. */
  boolean isId(String text);

  /**
   * Entries from the newest to older ones.
   *
   * @param beforeId only older ones than this; empty to begin with the newest
   */
  Future<List<Entry>> read(int accountId, String beforeId, int countMax);
}
