package io.onefold.config.rules;

import io.onefold.config.key.Kind;
import io.onefold.config.key.Kinds;
import io.onefold.event.IdentifierType;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is done to a value before it is compared. White space around it is taken off in any case.
 *
 * <p><b>Threading.</b> Immutable.
 */
public enum Spelling {
  /** Nothing more: case tells values apart. */
  EXACT,
  /** A to a. */
  LOWER_CASE,
  /** That of every email address. */
  TRIM_LOWER_CASE,
  /** At Gmail neither dots nor what follows a plus sign matter, and googlemail.com is gmail.com. */
  GMAIL,
  /** At no provider what follows a plus sign matters. */
  PLUS_TAG,
  /** The one form of phone numbers that is the same all over the world. */
  E164;

  /** How values of a type may be spelt; the first holds unless another excludes it. */
  private static List<Spelling> of(IdentifierType type) {
    return switch (type) {
      case CUSTOMER_ID -> List.of(EXACT, LOWER_CASE);
      case EMAIL -> List.of(TRIM_LOWER_CASE, GMAIL, PLUS_TAG);
      case PHONE -> List.of(E164);
      case SOURCE_ID, ANONYMOUS_ID, ORDER_ID, LINK_TOKEN -> List.of(EXACT);
    };
  }

  static List<Spelling> standard(IdentifierType type) {
    return List.of(of(type).getFirst());
  }

  static Kind<List<Spelling>> kind(IdentifierType type) {
    Kind<List<Spelling>> list = Kinds.list(Kinds.choice(of(type)));
    return new Kind<>(
        list.parse(),
        list.allows().and(spellings -> !spellings.isEmpty() && !contradicts(spellings)),
        "a list of " + Kinds.names(of(type)) + (contradicts(of(type)) ? ", one of them" : ""));
  }

  /** All that is done, in one order: what always is need not be written. */
  static List<Spelling> complete(IdentifierType type, List<Spelling> written) {
    boolean isReplaced = written.contains(LOWER_CASE);
    Stream<Spelling> always = isReplaced ? Stream.empty() : standard(type).stream();
    return Stream.concat(always, written.stream()).distinct().sorted().toList();
  }

  private static boolean contradicts(List<Spelling> spellings) {
    return spellings.contains(EXACT) && spellings.contains(LOWER_CASE);
  }
}
