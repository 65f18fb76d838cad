package io.onefold.decode.id;

/**
 * Unites the addresses of one mailbox, where a provider or a habit allows several.
 *
 * <pre>
 *   gmail       A.n.n+shop@googlemail.com  ─▶  ann@gmail.com
 *   plus tags   ann+shop@example.com       ─▶  ann@example.com
 * </pre>
 *
 * <p>Doing it twice changes nothing. An address that begins with the plus sign has no mailbox
 * before it, and stays.
 *
 * <p><b>Threading.</b> Stateless.
 *
 * <p><b>Source.</b> Google's help pages on dots and on task-specific addresses; RFC 5233 for the
 * plus sign, which is a convention and not a promise: hence by choice only.
 */
final class Mailboxes {

  private static final String GMAIL = "@gmail.com";
  private static final String GOOGLEMAIL = "@googlemail.com";

  private Mailboxes() {}

  /**
   * The address that stands for the mailbox.
   *
   * @param email an address in lower case
   */
  static String unite(String email, SpellingRules spelling) {
    int at = email.indexOf('@');
    if (spelling.gmail() && isGmail(email, at)) {
      return withoutTag(email, at).replace(".", "") + GMAIL;
    }
    return spelling.plusTags() ? withoutTag(email, at) + email.substring(at) : email;
  }

  private static boolean isGmail(String email, int at) {
    return email.startsWith(GMAIL, at) && email.length() == at + GMAIL.length()
        || email.startsWith(GOOGLEMAIL, at) && email.length() == at + GOOGLEMAIL.length();
  }

  private static String withoutTag(String email, int at) {
    int plus = email.indexOf('+');
    return email.substring(0, plus > 0 && plus < at ? plus : at);
  }
}
