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
 * Reads whom a path is about: {@code email:ann@example.com}, percent-encoded, or a field of a body,
 * as it is. The value is normalised as on an event, so every spelling that links also finds.
 *
 * <p><b>Threading.</b> Confined to one event loop.
 */
public final class SubjectReader {

  private static final String PROFILE_ID = "profile_id";
  private static final String TRACKING_ID = "tracking_id";
  private static final String EMAIL_SHA256 = "email_sha256";
  private static final int SHA256_DIGITS = 64;
  static final String FIELD = "identifier";

  private static final String IDENTIFIER_TYPES =
      Arrays.stream(IdentifierType.values())
              .filter(SubjectReader::hasValue)
              .map(IdentifierType::wireName)
              .collect(Collectors.joining(", "))
          + ", "
          + EMAIL_SHA256;

  private static final String TYPES = String.join(", ", IDENTIFIER_TYPES, TRACKING_ID, PROFILE_ID);

  private final AccountRules rules;
  private final IdentifierHasher hasher;
  private final TrackingTokens tokens;

  public SubjectReader(AccountRules rules, IdentifierHasher hasher, TrackingTokens tokens) {
    this.rules = rules;
    this.hasher = hasher;
    this.tokens = tokens;
  }

  /** Whom a segment of a path, or a text like one, is about. */
  public sealed interface Read {

    /**
     * @param requestedId the text as the caller meant it
     */
    record Named(Subject subject, String requestedId) implements Read {

      /** What kind of name it is, which is no secret, unlike its value. */
      public String type() {
        return requestedId.substring(0, requestedId.indexOf(':'));
      }
    }

    /** It is about nobody, and why. */
    record Refused(Problem problem) implements Read {}
  }

  /** Reads a segment of a path. */
  public Read read(String segment, int accountId) {
    return read(PathValue.decode(segment).orElse(""), accountId, FIELD);
  }

  /** Reads a field of a body, by whose name it is refused. */
  public Read read(String requested, int accountId, String field) {
    int colon = requested.indexOf(':');
    if (colon < 1) {
      return refused(
          "malformed_identifier", "type:value is needed, with a type of " + TYPES, field);
    }
    String type = requested.substring(0, colon);
    String value = requested.substring(colon + 1);
    return switch (type) {
      case PROFILE_ID -> byId(ProfileId.parse(value), requested);
      case TRACKING_ID -> byId(tokens.open(value), requested);
      case EMAIL_SHA256 -> byEmailSha256(value, accountId, requested, field);
      default ->
          IdentifierType.named(type)
              .filter(SubjectReader::hasValue)
              .map(known -> byIdentifier(known, value, accountId, requested, field))
              .orElseGet(
                  () ->
                      refused(
                          "unknown_identifier_type", "the type must be one of " + TYPES, field));
    };
  }

  /** The recipient of a mail is named by an id of ours, and by no value that is normalised. */
  private static boolean hasValue(IdentifierType type) {
    return type != IdentifierType.LINK_TOKEN;
  }

  /** Reads a segment of a path that has to name an identifier, and no id of ours. */
  public Read readIdentifier(String segment, int accountId) {
    return readIdentifier(PathValue.decode(segment).orElse(""), accountId, FIELD);
  }

  /** The same of a field of a body. */
  public Read readIdentifier(String requested, int accountId, String field) {
    boolean ours =
        requested.startsWith(PROFILE_ID + ":") || requested.startsWith(TRACKING_ID + ":");
    return ours
        ? refused("unknown_identifier_type", "the type must be one of " + IDENTIFIER_TYPES, field)
        : read(requested, accountId, field);
  }

  /**
   * Ids of ours that are not well-formed belong to nobody, like those that are and do not exist.
   */
  private static Read byId(Optional<ProfileId> profile, String requested) {
    return profile
        .<Read>map(id -> new Read.Named(new Subject.Numbered(id), requested))
        .orElseGet(() -> new Read.Refused(Problem.noSuchProfile()));
  }

  private Read byEmailSha256(String value, int accountId, String requested, String field) {
    String digits = value.toLowerCase(Locale.ROOT);
    if (!digits.matches("[0-9a-f]{" + SHA256_DIGITS + "}")) {
      return refused(
          "invalid_identifier",
          EMAIL_SHA256
              + " must be "
              + SHA256_DIGITS
              + " hexadecimal digits, of the address in"
              + " lower case",
          field);
    }
    return new Read.Named(
        new Subject.Identified(hasher.hashOfEmailSha256(accountId, digits)), requested);
  }

  private Read byIdentifier(
      IdentifierType type, String value, int accountId, String requested, String field) {
    return switch (rules.of(accountId).normaliser().normalise(type, value)) {
      case Normalised.Valid(String normalised) ->
          new Read.Named(
              new Subject.Identified(hasher.hash(accountId, type, normalised)), requested);
      case Normalised.Blocked() -> new Read.Refused(Problem.noSuchProfile());
      case Normalised.Absent(), Normalised.Invalid(), Normalised.TooLong() ->
          refused("invalid_identifier", "the value is not one of type " + type.wireName(), field);
    };
  }

  private static Read refused(String code, String message, String field) {
    return new Read.Refused(Problem.badRequest(code, message, field));
  }
}
