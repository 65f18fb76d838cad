package io.onefold.decode.id;

import io.onefold.event.IdentifierType;
import io.onefold.event.Limits;
import java.util.function.BiPredicate;

/**
 * Gives each identifier one spelling, and keeps out values that stand for nobody.
 *
 * <pre>
 *   customer_id, anonymous_id, order_id   trimmed, NFC; case kept, for it may tell ids apart
 *   source_id                             the same, and shaped source:profileid
 *   email                                 lower case, and the shape of an address
 *   phone                                 E.164
 * </pre>
 *
 * <p>An account may unite more than that: see {@link SpellingRules}.
 *
 * <p><b>Threading.</b> Free to share.
 *
 * <p><b>Bounds.</b> {@link Limits#IDENTIFIER_CHARS_MAX} characters, before and after.
 */
public final class IdentifierNormaliser {

  private final PhoneNormaliser phones;
  private final SpellingRules spelling;
  private final BiPredicate<IdentifierType, String> blocked;

  /**
   * @param phoneRegion where a number without a country code is at home, as ISO 3166 writes it, for
   *     example {@code NL}; {@code ZZ} for nowhere: such numbers are then no identifiers
   * @param blocked the account's own blocked values: see {@link BlockedValues}; asked with the
   *     value as it was sent and as it is when normalised
   * @throws IllegalArgumentException if the region is unknown
   */
  public IdentifierNormaliser(String phoneRegion, BiPredicate<IdentifierType, String> blocked) {
    this(new PhoneNormaliser(phoneRegion), SpellingRules.STANDARD, blocked);
  }

  private IdentifierNormaliser(
      PhoneNormaliser phones, SpellingRules spelling, BiPredicate<IdentifierType, String> blocked) {
    this.phones = phones;
    this.spelling = spelling;
    this.blocked = blocked;
  }

  /** Another account's: the phone numbers that this one knows are shared with it. */
  public IdentifierNormaliser with(
      SpellingRules itsOwn, BiPredicate<IdentifierType, String> itsBlocked) {
    return new IdentifierNormaliser(phones, itsOwn, itsBlocked);
  }

  /** What {@code raw} is as an identifier of this type. */
  public Normalised normalise(IdentifierType type, String raw) {
    String text = PlainText.of(raw);
    if (text.isEmpty()) {
      return Normalised.ABSENT;
    }
    if (text.length() > Limits.IDENTIFIER_CHARS_MAX) {
      return Normalised.TOO_LONG;
    }
    if (Junk.isJunk(text) || blocked.test(type, text)) {
      return Normalised.BLOCKED;
    }
    Normalised result = byType(type, text);
    return result instanceof Normalised.Valid(String value)
            && !value.equals(text)
            && blocked.test(type, value)
        ? Normalised.BLOCKED
        : result;
  }

  /** Whether a profile may show {@code text} as an email, be it blocked as an identifier. */
  public boolean isEmail(String text) {
    return EmailSyntax.isEmail(text);
  }

  /**
   * Whether a profile may show {@code raw} as a phone number. One without a country code is no
   * identifier, but somebody's.
   */
  public boolean isPhone(String raw) {
    return PhoneNormaliser.looksLikeNumber(PlainText.of(raw))
        || normalise(IdentifierType.PHONE, raw) instanceof Normalised.Valid;
  }

  private Normalised byType(IdentifierType type, String text) {
    return switch (type) {
      case CUSTOMER_ID -> new Normalised.Valid(customerId(text));
      case ANONYMOUS_ID, ORDER_ID -> new Normalised.Valid(text);
      case SOURCE_ID -> sourceId(text);
      case EMAIL -> email(text);
      case PHONE -> phones.normalise(text);
      case LINK_TOKEN -> Normalised.INVALID; // made from a signed token only
    };
  }

  /** A profile id means nothing without the source that gave it out. */
  private static Normalised sourceId(String text) {
    int colon = text.indexOf(':');
    return colon > 0 && colon < text.length() - 1 ? new Normalised.Valid(text) : Normalised.INVALID;
  }

  private String customerId(String text) {
    return spelling.lowerCaseCustomerIds() ? EmailSyntax.lowerCase(text) : text;
  }

  private Normalised email(String text) {
    String lower = EmailSyntax.lowerCase(text);
    if (!EmailSyntax.isEmail(lower)) {
      return Normalised.INVALID;
    }
    String mailbox = Mailboxes.unite(lower, spelling);
    if (!EmailSyntax.isEmail(mailbox)) {
      return Normalised.INVALID;
    }
    return Junk.isJunkMailbox(mailbox) ? Normalised.BLOCKED : new Normalised.Valid(mailbox);
  }
}
