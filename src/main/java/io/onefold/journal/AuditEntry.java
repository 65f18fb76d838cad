package io.onefold.journal;

import io.onefold.event.ProfileId;
import java.util.regex.Pattern;

/**
 * Who did what to an account's data. Holds no personal data: it is kept when a person is erased.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * <p><b>Bounds.</b> {@link #WORD_CHARS_MAX} characters for actor and action, {@link
 * #DETAIL_CHARS_MAX} for the detail.
 *
 * @param id its place in the account's log; empty before it is appended
 * @param atMs milliseconds since 1970-01-01 UTC
 * @param actor name of the key that was used
 * @param action for example {@code profile.erase}
 * @param subject {@link ProfileId#text} of the profile it was done to, empty when there is none;
 *     never an identifier
 * @param detailJson a JSON object without personal data, {@code {}} when there is none
 */
public record AuditEntry(
    String id,
    long atMs,
    String actor,
    String action,
    String subject,
    String detailJson,
    Outcome outcome) {

  public static final int WORD_CHARS_MAX = 128;
  public static final int DETAIL_CHARS_MAX = 8_192;

  private static final Pattern ID = Pattern.compile("\\d{1,18}-\\d{1,18}");

  /** What became of it. */
  public enum Outcome {

    /** It is done. */
    DONE,

    /** It was taken on, and goes on by itself. */
    ACCEPTED,

    /** It was not allowed, or made no sense. */
    REFUSED,

    /** It did not succeed. */
    FAILED
  }

  public AuditEntry {
    require(id.isEmpty() || isId(id), "id", id);
    require(isWord(actor), "actor", actor);
    require(isWord(action), "action", action);
    require(subject.isEmpty() || ProfileId.parse(subject).isPresent(), "subject", "no profile id");
    require(
        detailJson.startsWith("{") && detailJson.length() <= DETAIL_CHARS_MAX,
        "detail",
        detailJson.length() + " characters");
  }

  /** An entry that is yet to be appended. */
  public static AuditEntry of(
      long atMs, String actor, String action, String subject, String detailJson, Outcome outcome) {
    return new AuditEntry("", atMs, actor, action, subject, detailJson, outcome);
  }

  /** The same, at its place. */
  public AuditEntry at(String place) {
    return new AuditEntry(place, atMs, actor, action, subject, detailJson, outcome);
  }

  /** Whether a text, as it may come from outside, can be the id of an entry. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  private static boolean isWord(String text) {
    return !text.isEmpty() && text.length() <= WORD_CHARS_MAX;
  }

  private static void require(boolean holds, String what, String got) {
    if (!holds) {
      throw new IllegalArgumentException(what + " of an audit entry: " + got);
    }
  }
}
