package io.onefold.http.links;

import io.onefold.decode.id.LinkPurpose;
import io.onefold.decode.id.LinkTokens;
import io.onefold.http.links.LinkTokenBody.Item;
import io.onefold.http.read.SubjectReader;
import io.onefold.http.wire.Problem;
import io.onefold.route.Subject;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One recipient of a mail, as far as is known without asking the shards.
 *
 * <p><b>Threading.</b> Immutable.
 */
sealed interface Recipient {

  /** That names the recipient. */
  String FIELD = "profile";

  /** The identifier as it was sent, by which the caller finds the answer to it. */
  String profile();

  record Asked(String profile, Subject subject, LinkPurpose purpose, long lifeMs)
      implements Recipient {}

  /**
   * @param problem names its field
   */
  record Refused(String profile, Problem problem) implements Recipient {}

  static Recipient of(Item item, SubjectReader subjects, int accountId) {
    Optional<LinkPurpose> purpose =
        item.purpose().isEmpty()
            ? Optional.of(LinkPurpose.LINK)
            : LinkPurpose.named(item.purpose());
    if (purpose.isEmpty()) {
      return refused(item, "invalid_purpose", "purpose must be one of " + Life.PURPOSES, "purpose");
    }
    Optional<Long> lifeMs = Life.parse(item.expiresIn());
    if (lifeMs.isEmpty()) {
      return refused(item, "invalid_expiry", "expires_in must be " + Life.ALLOWED, "expires_in");
    }
    return switch (subjects.read(item.profile(), accountId, FIELD)) {
      case SubjectReader.Read.Refused(Problem problem) ->
          new Refused(
              item.profile(), problem.field().isEmpty() ? Problem.noSuchProfile(FIELD) : problem);
      case SubjectReader.Read.Named(Subject subject, String _) ->
          new Asked(item.profile(), subject, purpose.get(), lifeMs.get());
    };
  }

  private static Recipient refused(Item item, String code, String message, String field) {
    return new Refused(item.profile(), Problem.badRequest(code, message, field));
  }

  /** How long a token lives: {@code 14d}, {@code 36h}, {@code 90m} or {@code 60s}. */
  final class Life {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,7})([dhms])");
    private static final Map<String, Long> UNITS_MS =
        Map.of("d", 86_400_000L, "h", 3_600_000L, "m", 60_000L, "s", 1_000L);

    private static final String ALLOWED =
        "a whole number with d, h, m or s behind it, such as 14d, of at most "
            + LinkTokens.LIFE_MS_MAX / UNITS_MS.get("d")
            + "d";

    private static final String PURPOSES =
        Arrays.stream(LinkPurpose.values())
            .map(LinkPurpose::code)
            .collect(Collectors.joining(", "));

    private Life() {}

    /** Empty when it is not of this form, zero, or longer than a token may live. */
    static Optional<Long> parse(String text) {
      if (text.isEmpty()) {
        return Optional.of(LinkTokens.LIFE_MS_DEFAULT);
      }
      Matcher parts = FORM.matcher(text);
      return parts.matches()
          ? Optional.of(Long.parseLong(parts.group(1)) * UNITS_MS.get(parts.group(2)))
              .filter(ms -> ms > 0 && ms <= LinkTokens.LIFE_MS_MAX)
          : Optional.empty();
    }
  }
}
