package io.onefold.decode.rules;

import io.onefold.decode.id.IdentifierHasher;
import io.onefold.decode.id.IdentifierRules;
import io.onefold.decode.id.Normalised;
import io.onefold.decode.json.Fault;
import io.onefold.decode.json.Faults;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.Limits;
import java.util.ArrayList;
import java.util.List;

/**
 * Gathers the identifiers of one event: normalised, without repetition, the account's strongest
 * type first. Of those that may not link it remembers the first, to be able to say why none is
 * left, and counts the people whom nobody vouched for.
 *
 * <p><b>Threading.</b> Confined to the call that made it, for one event.
 *
 * <p><b>Bounds.</b> {@link Limits#IDENTIFIERS_PER_EVENT_MAX}; beyond, the weakest goes.
 */
final class EventIdentifiers {

  private final List<Identifier> identifiers = new ArrayList<>(4);
  private final IdentifierHasher hasher;
  private final RequestContext request;
  private final List<String> userHashes;
  private final Faults faults;
  private int unvouched;
  private String droppedField = "";
  private String droppedWhy = "";

  EventIdentifiers(
      IdentifierHasher hasher, RequestContext request, List<String> userHashes, Faults faults) {
    this.hasher = hasher;
    this.request = request;
    this.userHashes = userHashes;
    this.faults = faults;
  }

  /**
   * Adds a value if it may link.
   *
   * @param field where it was sent
   * @return whether it may
   */
  boolean add(IdentifierType type, String raw, String field) {
    if (raw.isEmpty()) {
      return false;
    }
    return switch (request.normaliser().normalise(type, raw)) {
      case Normalised.Valid(String value)
          when request.rules().believes(type, value, userHashes) -> {
        insert(type, value);
        yield true;
      }
      case Normalised.Valid _ -> {
        unvouched++;
        yield drop(field, " came without its valid context.userHash");
      }
      case Normalised.Absent() -> false;
      case Normalised.Blocked() -> drop(field, " holds a value that stands for nobody");
      case Normalised.Invalid() -> drop(field, " is not a valid " + type.wireName());
      case Normalised.TooLong() -> {
        faults.add(Fault.identifierTooLong(field, Limits.IDENTIFIER_CHARS_MAX));
        yield false;
      }
    };
  }

  List<Identifier> list() {
    return identifiers;
  }

  /** How many values named a person whom no hash vouches for. */
  int unvouched() {
    return unvouched;
  }

  /** Whether any hash came. */
  boolean hasUserHash() {
    return !userHashes.isEmpty();
  }

  /** Says what is missing, and names the value that was sent in vain. */
  Fault noneLeft() {
    String wanted = "an event needs a userId, an anonymousId, an email, a phone or an external id";
    String message = droppedField.isEmpty() ? wanted : droppedField + droppedWhy + ": " + wanted;
    return new Fault("no_identifier", message, droppedField);
  }

  /** Says why a field that is needed gave nothing: what was sent was of no use, or nothing was. */
  Fault notUsable(String code, String field, String why) {
    return droppedField.equals(field)
        ? new Fault(code, field + droppedWhy + ": " + why, field)
        : Fault.missing(code, field, why);
  }

  private boolean drop(String field, String why) {
    if (droppedField.isEmpty()) {
      droppedField = field;
      droppedWhy = why;
    }
    return false;
  }

  private void insert(IdentifierType type, String value) {
    IdentifierRules rules = request.rules();
    int at = identifiers.size();
    for (int i = 0; i < identifiers.size(); i++) {
      Identifier other = identifiers.get(i);
      if (other.type() == type && other.value().equals(value)) {
        return;
      }
      if (rules.rank(other.type()) > rules.rank(type)) {
        at = Math.min(at, i);
      }
    }
    if (at < Limits.IDENTIFIERS_PER_EVENT_MAX) {
      identifiers.add(at, hasher.identifier(request.origin().accountId(), type, value));
    }
    if (identifiers.size() > Limits.IDENTIFIERS_PER_EVENT_MAX) {
      identifiers.removeLast();
    }
  }
}
