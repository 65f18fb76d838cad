package io.onefold.http.read;

import io.onefold.decode.id.IdentifierHasher;
import io.onefold.decode.id.Normalised;
import io.onefold.event.IdentifierType;
import io.onefold.event.ProfileId;
import io.onefold.http.access.AccountRules;
import io.onefold.http.text.PathValue;
import io.onefold.http.wire.Problem;
import io.onefold.identity.TrackingTokens;
import io.onefold.route.Subject;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads whom a path is about: {@code email:ann@example.com}, percent-encoded. The value is
 * normalised as on an event, so every spelling that links also finds.
 *
 * <p><b>Threading.</b> Confined to one event loop.
 */
public final class SubjectReader {

  private static final String PROFILE_ID = "profile_id";
  private static final String TRACKING_ID = "tracking_id";
  private static final String EMAIL_SHA256 = "email_sha256";
  private static final int SHA256_DIGITS = 64;
  private static final String FIELD = "identifier";

  private static final String TYPES =
      Arrays.stream(IdentifierType.values())
              .filter(type -> type != IdentifierType.LINK_TOKEN)
              .map(IdentifierType::wireName)
              .collect(Collectors.joining(", "))
          + ", "
          + String.join(", ", EMAIL_SHA256, TRACKING_ID, PROFILE_ID);

  private final AccountRules rules;
  private final IdentifierHasher hasher;
  private final TrackingTokens tokens;

  public SubjectReader(AccountRules rules, IdentifierHasher hasher, TrackingTokens tokens) {
    this.rules = rules;
    this.hasher = hasher;
    this.tokens = tokens;
  }

  /** Whom a segment of a path is about. */
  sealed interface Read {

    /**
     * @param requestedId the segment as the caller meant it
     */
    record Named(Subject subject, String requestedId) implements Read {}

    record Refused(Problem problem) implements Read {}
  }

  Read read(String segment, int accountId) {
    String requested = PathValue.decode(segment).orElse("");
    int colon = requested.indexOf(':');
    if (colon < 1) {
      return refused("malformed_identifier", "type:value is needed, with a type of " + TYPES);
    }
    String type = requested.substring(0, colon);
    String value = requested.substring(colon + 1);
    return switch (type) {
      case PROFILE_ID -> byId(ProfileId.parse(value), requested);
      case TRACKING_ID -> byId(tokens.open(value), requested);
      case EMAIL_SHA256 -> byEmailSha256(value, accountId, requested);
      default ->
          IdentifierType.named(type)
              .map(known -> byIdentifier(known, value, accountId, requested))
              .orElseGet(
                  () -> refused("unknown_identifier_type", "the type must be one of " + TYPES));
    };
  }

  /**
   * Ids of ours that are not well-formed belong to nobody, like those that are and do not exist.
   */
  private static Read byId(Optional<ProfileId> profile, String requested) {
    return profile
        .<Read>map(id -> new Read.Named(new Subject.Numbered(id), requested))
        .orElseGet(() -> new Read.Refused(Problem.noSuchProfile()));
  }

  private Read byEmailSha256(String value, int accountId, String requested) {
    String digits = value.toLowerCase(Locale.ROOT);
    if (!digits.matches("[0-9a-f]{" + SHA256_DIGITS + "}")) {
      return refused(
          "invalid_identifier",
          EMAIL_SHA256
              + " must be "
              + SHA256_DIGITS
              + " hexadecimal digits, of the address in"
              + " lower case");
    }
    return new Read.Named(
        new Subject.Identified(hasher.hashOfEmailSha256(accountId, digits)), requested);
  }

  private Read byIdentifier(IdentifierType type, String value, int accountId, String requested) {
    return switch (rules.of(accountId).normaliser().normalise(type, value)) {
      case Normalised.Valid(String normalised) ->
          new Read.Named(
              new Subject.Identified(hasher.hash(accountId, type, normalised)), requested);
      case Normalised.Blocked() -> new Read.Refused(Problem.noSuchProfile());
      case Normalised.Absent(), Normalised.Invalid(), Normalised.TooLong() ->
          refused("invalid_identifier", "the value is not one of type " + type.wireName());
    };
  }

  private static Read refused(String code, String message) {
    return new Read.Refused(Problem.badRequest(code, message, FIELD));
  }
}
